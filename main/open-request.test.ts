import fc from 'fast-check'
import { expect, it } from 'vitest'
import { openRequestIn, openRequestOf } from './open-request'

it.each([
  ['sightline://library', { kind: 'library' }],
  ['sightline://library/', { kind: 'library' }],
  [
    'SIGHTLINE://library/2026-11-22T04-00-00-000Z',
    { kind: 'conversation', id: '2026-11-22T04-00-00-000Z' },
  ],
  ['sightline://search?q=%E5%A4%A9%E6%B0%97%20caf%C3%A9', { kind: 'search', query: '天気 café' }],
  ['sightline://search?q=', { kind: 'library' }],
  ['sightline://', { kind: 'window' }],
  ['sightline:', { kind: 'window' }],
  ['sightline://start', { kind: 'window' }],
  ['sightline://library/%ff', { kind: 'window' }],
  [`sightline://library/${'x'.repeat(101)}`, { kind: 'window' }],
  ['/home/ada/Talk.sightline', { kind: 'file', path: '/home/ada/Talk.sightline' }],
  ['Talk.SIGHTLINE', { kind: 'file', path: '/home/ada/Talk.SIGHTLINE' }],
  ['Talk.json', null],
  ['--file=Talk.sightline', null],
  ['.', null],
])('%s', (argument, request) => {
  expect(openRequestOf(argument, '/home/ada')).toEqual(request)
})

it('takes the first argument that asks for something', () => {
  const given = ['/opt/sightline', '--demo', 'sightline://search?q=a', 'sightline://library']
  expect(openRequestIn(given, '/')).toEqual({ kind: 'search', query: 'a' })
  expect(openRequestIn(['/opt/sightline'], '/')).toBeNull()
})

it('takes any link, and lets it do nothing but lead into the library', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (rest) => {
      const kind = openRequestOf(`sightline:${rest}`, '/')?.kind
      expect(['window', 'library', 'conversation', 'search']).toContain(kind)
    }),
  )
})
