import { expect, it, vi } from 'vitest'
import { refusalWords } from './refused-start'

vi.mock('electron', () => ({}))

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
