/** Ways out of the page that need more than a script: hands, servers that redirect, frames. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { writeFileSync } from 'node:fs'
import { expect, status, test } from '../../e2e/app'
import { fetchedByPage } from './page-fetch'

const PAGE = 'app://bundle/index.html'

test('row 79: a file that is dropped, a redirect and embedded pages change nothing', async ({
  launch,
}, info) => {
  const visits: string[] = []
  const server = createServer((request, response) => {
    visits.push(request.url ?? '')
    response.writeHead(302, { location: 'data:text/html,elsewhere' }).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const { app, window } = await launch({ key: 'test-key' })
  await expect(status(window)).toHaveText(/^Idle/)

  // As the system tells of it, and so with the page's own default: to go there.
  const file = info.outputPath('dropped.html')
  writeFileSync(file, '<title>elsewhere</title>')
  const debug = await window.context().newCDPSession(window)
  const where = { x: 200, y: 200, modifiers: 0 }
  const data = { items: [], files: [file], dragOperationsMask: 1 }
  await window.evaluate(() => {
    document.addEventListener(
      'dragover',
      ({ dataTransfer }) => Reflect.set(globalThis, 'dragged', [...(dataTransfer?.types ?? [])]),
      { capture: true },
    )
  })
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await debug.send('Input.dispatchDragEvent', { type, ...where, data })
  }
  await debug.detach()
  // The hand was over the page with its file.
  await expect
    .poll(() => window.evaluate(() => Reflect.get(globalThis, 'dragged') as unknown))
    .toEqual(['Files'])
  expect(window.url()).toBe(PAGE)
  await expect(status(window)).toHaveText(/^Idle/)

  const embedded = await window.evaluate(async (at) => {
    const outcomes: Record<string, string> = {}
    const addresses = [
      `http://127.0.0.1:${at}/embedded`,
      'data:text/html,<script>parent.wasHere = 1</script>',
      'app://bundle/index.html',
    ]
    for (const [name, attribute] of [
      ['iframe', 'src'],
      ['frame', 'src'],
      ['object', 'data'],
      ['embed', 'src'],
    ] as const) {
      const titles = await Promise.all(
        addresses.map(async (address) => {
          const element = document.createElement(name)
          try {
            element.setAttribute(attribute, address)
          } catch {
            return '' // text is no address here: Trusted Types
          }
          document.body.append(element)
          await new Promise((resolve) => setTimeout(resolve, 200))
          return (element as Partial<HTMLIFrameElement>).contentDocument?.title ?? ''
        }),
      )
      outcomes[name] = titles.join('')
    }
    return { outcomes, wasHere: 'wasHere' in globalThis }
  }, port)
  expect(embedded).toEqual({
    outcomes: { iframe: '', frame: '', object: '', embed: '' },
    wasHere: false,
  })
  // What a frame was sent to is its URL also where it shows an error: ask what it shows.
  const shown = await app.evaluate(async ({ BrowserWindow }) => {
    const main = BrowserWindow.getAllWindows()[0]?.webContents.mainFrame
    const places: unknown[] = []
    for (const frame of main?.framesInSubtree ?? []) {
      const place: unknown = await frame.executeJavaScript('location.href').catch(() => 'nothing')
      if (frame !== main) places.push(place)
    }
    return places.map(String)
  })
  expect(shown.length).toBeGreaterThan(0)
  const nothing = ['about:blank', 'chrome-error://chromewebdata/', 'nothing']
  expect(shown.filter((place) => !nothing.includes(place))).toEqual([])
  // Led by force to a server that redirects: nothing leaves, and nothing else is shown.
  await app.evaluate(async ({ BrowserWindow }, address) => {
    await BrowserWindow.getAllWindows()[0]
      ?.webContents.loadURL(address)
      .catch(() => undefined)
  }, `http://127.0.0.1:${port}/redirect`)

  const title = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.getTitle(),
  )
  expect(title).not.toContain('elsewhere')
  expect(visits).toEqual([])
  server.close()
})

test('row 80: other hosts of app:// are served nothing', async ({ launch }) => {
  const { app, window } = await launch({ key: 'test-key' })
  await expect(status(window)).toHaveText(/^Idle/)
  const odd = [
    'app://other/index.html',
    'app://bundle./index.html',
    'app://other:80/index.html',
    'app://bundle.evil/index.html',
    'app://evil.bundle/index.html',
    'app://b%75ndle.evil/index.html',
    'app:///index.html',
    'app://[::1]/index.html',
  ]
  /** Asked by main of the page’s own session, past the page’s policy. */
  const ask = (addresses: readonly string[]): Promise<string[]> =>
    app.evaluate(async ({ BrowserWindow }, list) => {
      const answers: string[] = []
      for (const address of list) {
        const asked = BrowserWindow.getAllWindows()[0]?.webContents.session.fetch(address)
        const response = await asked?.catch(() => null)
        const length = (await response?.text())?.length
        answers.push(response ? `${response.status} ${length}` : 'refused')
      }
      return answers
    }, addresses)
  const answers = await ask(odd)
  const served = odd.filter((_address, at) => !['404 0', 'refused'].includes(answers[at] ?? ''))
  expect(served).toEqual([])
  // The same asked rightly is served; here upper case, a port and a query mean nothing.
  const [page = '', ...same] = await ask([
    PAGE,
    'APP://BUNDLE/index.html',
    'app://bundle:8080/index.html',
    `${PAGE}?q#f`,
  ])
  expect(page).toMatch(/^200 [1-9]/)
  expect(same).toEqual([page, page, page])
  const fromPage = await fetchedByPage(window, odd)
  expect(fromPage.filter((answer) => answer !== '404' && answer !== 'refused')).toEqual([])
})
