import { beforeEach, describe, expect, it, vi } from 'vitest'
import { refusalWords, showRefusal } from './refused-start'

const { did, switches } = vi.hoisted(() => ({ did: [] as string[], switches: new Set<string>() }))

vi.mock('electron', () => ({
  app: {
    commandLine: {
      removeSwitch: (name: string) => switches.delete(name),
      hasSwitch: (name: string) => switches.has(name),
    },
    enableSandbox: () => did.push('sandbox'),
    whenReady: () => Promise.resolve(did.push(`ready with ${[...switches].join()}`)),
  },
  dialog: { showMessageBox: () => Promise.resolve({ response: did.push('box') }) },
}))

const words = (name: string, platform: NodeJS.Platform = 'linux'): string =>
  refusalWords({ reason: 'switch-refused', switch: name }, platform).detail

it('names what is to be taken out, and where it stands', () => {
  expect(words('js-flags')).toMatch(/--js-flags.*\.desktop/)
  expect(words('js-flags', 'win32')).toMatch(/--js-flags.*shortcut/)
  const { detail } = refusalWords({ reason: 'variable-refused', variable: 'NODE_DEBUG' }, 'linux')
  expect(detail).toMatch(/NODE_DEBUG is set.*Unset it/)
})

it('knows a way out for who cannot do without it', () => {
  expect(words('no-sandbox')).toMatch(/AppImages.*user namespaces/)
})

describe('while the box is open', () => {
  beforeEach(() => {
    did.length = 0
    switches.clear()
  })
  const start = (...names: string[]): void => names.forEach((name) => switches.add(name))

  it('no switch counts that a released app refuses, and the sandbox is on', async () => {
    start('no-sandbox', 'remote-debugging-port', 'lang')
    await showRefusal({ reason: 'switch-refused', switch: 'no-sandbox' })
    expect(did).toEqual(['sandbox', 'ready with lang', 'box'])
  })

  it('root goes without the sandbox, which Chromium would not start with', async () => {
    start('no-sandbox', 'inspect')
    await showRefusal({ reason: 'switch-refused', switch: 'inspect' })
    expect(did).toEqual(['ready with no-sandbox', 'box'])
  })

  it('a variable is refused no more openly', async () => {
    await showRefusal({ reason: 'variable-refused', variable: 'NODE_DEBUG' })
    expect(did).toEqual(['sandbox', 'ready with ', 'box'])
  })
})
