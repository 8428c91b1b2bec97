import { expect, it } from 'vitest'
import { isOurUrl } from './origin'

it.each(['app://bundle', 'app://bundle/', 'app://bundle/index.html', 'app://bundle/a?b#c'])(
  'takes %s',
  (url) => {
    expect(isOurUrl(url)).toBe(true)
  },
)

it.each([
  undefined,
  '',
  'null',
  'app://',
  'app://bundle.evil/',
  'app://evil/bundle',
  'app://bundle:80/',
  'app://bundle@evil/',
  'app://user:word@bundle/',
  'apps://bundle/',
  'https://bundle/',
  'file:///app://bundle',
  'data:text/html,app://bundle',
])('refuses %s', (url) => {
  expect(isOurUrl(url)).toBe(false)
})
