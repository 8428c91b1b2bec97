/** Links and files that the system opens with the app. */
import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { ElectronApplication } from '@playwright/test'
import { scripted } from '../../simulator/scenario'
import { button, expect, goLive, lines, say, status, test } from './app'
import { electronExecutable, projectFolder, STAGE_SWITCHES, stageEnvironment } from './launch'
import {
  conversations,
  exportAs,
  answerFileDialogs,
  found,
  keptLines,
  openKept,
  searchBox,
} from './library-page'

/** Starts the app once more, as the system does for a link; it hands over and ends. */
async function openAgain(userData: string, argument: string): Promise<void> {
  const executable = await electronExecutable()
  await promisify(execFile)(executable, [...STAGE_SWITCHES, projectFolder, argument], {
    env: { ...stageEnvironment(), SIGHTLINE_USER_DATA: userData },
    cwd: projectFolder,
  })
}

/** Answers the system's question with this button; returns what was asked. */
async function answerBox(
  app: ElectronApplication,
  response: number,
): Promise<() => Promise<string[]>> {
  await app.evaluate(({ dialog }, chosen) => {
    const asked: string[] = []
    Object.assign(globalThis, { asked })
    dialog.showMessageBox = ((box: { message: string; detail: string }) => {
      asked.push(box.detail)
      return Promise.resolve({ response: chosen, checkboxChecked: false })
    }) as unknown as typeof dialog.showMessageBox
  }, response)
  return () => app.evaluate(() => Reflect.get(globalThis, 'asked') as string[])
}

test('links lead into the library, at the start and while the app runs, and begin nothing', async ({
  launch,
  simulate,
}, info) => {
  test.slow()
  const simulator = await simulate({
    scenario: scripted([{ sound: { hertz: 500, seconds: 0.3 }, text: 'By the harbour.' }]),
  })
  const userData = info.outputPath('profile')
  const options = { simulatorUrl: simulator.url, key: 'test-key', userData }
  const first = await launch(options)
  await goLive(first.window)
  await say(first.window, 'Where is the lighthouse?')
  await expect(lines(first.window)).toHaveText([/lighthouse/, /harbour/])
  await first.close()

  const { app, window } = await launch({ ...options, args: ['sightline://search?q=lighthouse'] })
  await expect(searchBox(window)).toHaveValue('lighthouse')
  await expect(found(window)).toHaveCount(1)

  await button(window, 'Back to conversation').click()
  await openAgain(userData, 'sightline://library')
  await expect(conversations(window)).toHaveCount(1)
  const id = await window.evaluate<string>(
    'sightline.listConversations({ skip: 0, count: 1 }).then(({ value }) => value.conversations[0].id)',
  )
  await openAgain(userData, `sightline://library/${id}`)
  // The answer was not heard when the app was closed.
  await expect(keptLines(window)).toHaveText([/lighthouse/, /Assistant/])

  await button(window, 'Back to conversation').click()
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide())
  await openAgain(userData, 'sightline://start')
  const isVisible = () =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())
  await expect.poll(isVisible).toBe(true)
  await expect(button(window, 'Start conversation')).toBeVisible()
  await expect(status(window)).not.toHaveText(/Live|Connecting/)
  expect(simulator.connections).toHaveLength(1)
})

test('a file of conversations is taken in once the user has agreed', async ({
  launch,
  simulate,
}, info) => {
  test.slow()
  const simulator = await simulate({
    scenario: scripted([{ sound: { hertz: 500, seconds: 0.3 }, text: 'By the harbour.' }]),
  })
  const first = await launch({ simulatorUrl: simulator.url, key: 'test-key' })
  await goLive(first.window)
  await say(first.window, 'Where is the lighthouse?')
  await expect(lines(first.window)).toHaveText([/lighthouse/, /harbour/])
  await button(first.window, 'End conversation').click()
  await answerFileDialogs(first.app, info.outputPath(''))
  await openKept(first.window, 'Where is the lighthouse?')
  const file = await exportAs(first.window, info.outputPath(''), 'JSON, to be imported again')
  await first.close()

  const userData = info.outputPath('other')
  const { app, window } = await launch({ key: 'test-key', userData })
  const refused = await answerBox(app, 0)
  await openAgain(userData, file)
  await expect.poll(refused).toEqual([expect.stringContaining('Where is the lighthouse')])
  await button(window, 'Library').click()
  await expect(conversations(window)).toHaveCount(0)
  await answerBox(app, 1)
  await openAgain(userData, file)
  await expect(window.getByText('1 conversation imported')).toBeVisible()
  await expect(conversations(window)).toHaveCount(1)

  const other = join(info.outputPath(''), 'Other.sightline')
  await writeFile(other, 'no conversations')
  await openAgain(userData, other)
  await expect(window.getByRole('alert')).toContainText('Not a file of Sightline')
  await window.screenshot({ path: info.outputPath('not-a-file.png') })
})
