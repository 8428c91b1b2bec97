import { describe, expect, it } from 'vitest'
import { findRefusedSwitch, findRefusedVariable, type CommandLineFacts } from './refused-switches'

const facts = (switches: string[], rest: Partial<CommandLineFacts> = {}): CommandLineFacts => ({
  isReleased: true,
  isRoot: false,
  hasSwitch: (name) => switches.includes(name),
  ...rest,
})

describe('the switches of a released app', () => {
  it.each([
    'remote-debugging-port',
    'remote-debugging-pipe',
    'inspect',
    'inspect-brk',
    'js-flags',
    'disable-web-security',
    'ignore-certificate-errors',
    'host-resolver-rules',
    'load-extension',
    'use-fake-ui-for-media-stream',
    'use-fake-device-for-media-stream',
    'use-file-for-fake-audio-capture',
    'use-file-for-fake-video-capture',
    'renderer-cmd-prefix',
    'in-process-gpu',
    'no-sandbox',
  ])('--%s is refused, wherever it stands', (name) => {
    expect(findRefusedSwitch(facts(['demo', name]))).toBe(name)
  })

  it('the app’s own ones and a proxy’s are not', () => {
    const harmless = ['demo', 'demo-script', 'proxy-server', 'lang', 'ozone-platform']
    expect(findRefusedSwitch(facts(harmless))).toBeNull()
  })

  it('root, who cannot have the sandbox, may start without it and with nothing else', () => {
    expect(findRefusedSwitch(facts(['no-sandbox'], { isRoot: true }))).toBeNull()
    expect(findRefusedSwitch(facts(['no-sandbox', 'inspect'], { isRoot: true }))).toBe('inspect')
  })

  it('a build for development takes them all', () => {
    expect(findRefusedSwitch(facts(['inspect', 'no-sandbox'], { isReleased: false }))).toBeNull()
  })
})

describe('the variables of a released app', () => {
  it.each(['NODE_DEBUG', 'NODE_DEBUG_NATIVE'])('%s is refused', (name) => {
    const env = { PATH: '/bin', [name]: 'http' }
    expect(findRefusedVariable({ isReleased: true, env })).toBe(name)
    expect(findRefusedVariable({ isReleased: false, env })).toBeNull()
  })

  it('others are not, nor one that says nothing', () => {
    const env = { PATH: '/bin', DEBUG: '1', NODE_DEBUG: '' }
    expect(findRefusedVariable({ isReleased: true, env })).toBeNull()
  })
})
