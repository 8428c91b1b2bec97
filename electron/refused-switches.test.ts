import { describe, expect, it } from 'vitest'
import { findRefusedSwitch, type CommandLineFacts } from './refused-switches'

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
    'renderer-cmd-prefix',
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
