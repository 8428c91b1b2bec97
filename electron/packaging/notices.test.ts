import { describe, expect, it } from 'vitest'
import { packageFolderOf } from './bundled-modules.mjs'
import { forbiddenLicences } from './licence-rules.mjs'
import { noticesText } from './notices-text.mjs'

const PACKAGE = { version: '1.0.0', author: '', homepage: '' }
const ONE = { ...PACKAGE, name: 'one', licence: 'MIT', texts: ['Copyright One'] }
const TWIN = { ...PACKAGE, name: 'a-twin', licence: 'MIT', texts: ['Copyright One'] }
const SILENT = { ...PACKAGE, name: 'silent', licence: 'ISC', author: 'Ann', texts: [] }

describe('licences', () => {
  it.each([
    ['MIT', true],
    ['Apache-2.0 AND LGPL-3.0-or-later AND MIT', true],
    ['(MIT AND Zlib)', true],
    ['GPL-3.0-only', false],
    ['MIT AND GPL-3.0-only', false],
    ['', false],
  ])('"%s" may be shipped: %s', (licence, expected) => {
    expect(forbiddenLicences([{ ...ONE, licence }]).length === 0).toBe(expected)
  })
})

describe('the notices', () => {
  const text = noticesText(
    [ONE, TWIN, SILENT],
    ['ELECTRON.txt'],
    [{ title: 'LGPL', text: 'Lesser' }],
  )

  it('name each package, and give each text once', () => {
    expect(text).toContain('one 1.0.0: MIT\n')
    expect(text).toContain('a-twin 1.0.0, one 1.0.0')
    expect(text.split('Copyright One')).toHaveLength(2)
  })

  it('say who made what has no text of its own, and what lies inside packages', () => {
    expect(text).toContain('Licence: ISC\nAuthor: Ann\n')
    expect(text).toContain('Silero VAD')
    expect(text).toContain('Lesser')
    expect(text).toContain('ELECTRON.txt')
  })
})

describe('the package of a bundled module', () => {
  it.each([
    ['/p/node_modules/react/index.js', 'node_modules/react'],
    ['/p/node_modules/@a/b/dist/x.onnx?url', 'node_modules/@a/b'],
    ['\0/p/node_modules/react/cjs/react.js?commonjs-es-import', 'node_modules/react'],
    ['C:\\p\\node_modules\\react\\index.js', 'node_modules/react'],
    ['/p/node_modules/a/node_modules/b/x.js', 'node_modules/a/node_modules/b'],
    ['/p/renderer/main.tsx', undefined],
  ])('of %s is %s', (id, expected) => {
    expect(packageFolderOf(id)).toBe(expected)
  })
})
