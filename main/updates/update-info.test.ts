import { describe, expect, it } from 'vitest'
import { fail } from '@contract/errors'
import { fileNamed, MAX_PACKAGE_BYTES, readUpdateInfo } from './update-info'

const file = { url: 'sightline_0.2.0_amd64.deb', sha512: `${'A'.repeat(86)}==`, size: 1_000 }
const feed = { version: '0.2.0', files: [file], path: file.url, releaseNotes: 'New.' }
const notesOf = (releaseNotes: unknown): string | null => {
  const read = readUpdateInfo({ ...feed, releaseNotes })
  return read.ok ? read.value.offered.notes : null
}

it('reads what electron-builder writes', () => {
  const read = readUpdateInfo({ ...feed, releaseDate: '2026-01-01T00:00:00.000Z' })
  expect(read).toMatchObject({ ok: true, value: { offered: { version: '0.2.0', notes: 'New.' } } })
  if (read.ok) {
    expect(fileNamed(read.value, file.url)?.sha512).toBe(file.sha512)
    expect(fileNamed(read.value, 'other.deb')).toBeNull()
  }
})

describe('a feed is refused', () => {
  it.each([
    ['that is none', 'garbage'],
    ['that is empty', null],
    ['without files', { ...feed, files: [] }],
    ['with a version that is a sentence', { ...feed, version: '0.2.0 <b>now</b>' }],
    ['without a hash', { ...feed, files: [{ ...file, sha512: undefined, sha2: 'a' }] }],
    ['with a hash of another kind', { ...feed, files: [{ ...file, sha512: 'abc' }] }],
    ['without a size', { ...feed, files: [{ ...file, size: undefined }] }],
    [
      'with one that no package has',
      { ...feed, files: [{ ...file, size: MAX_PACKAGE_BYTES + 1 }] },
    ],
    [
      'that leads to another server',
      { ...feed, files: [{ ...file, url: 'https://a.example/b.deb' }] },
    ],
    ['that leads to another folder', { ...feed, files: [{ ...file, url: '../b.deb' }] }],
    ['that speaks to a shell', { ...feed, files: [{ ...file, url: "a';reboot;'.deb" }] }],
    ['that speaks to a program', { ...feed, files: [{ ...file, url: '-o.deb' }] }],
  ])('%s', (_name, info) => {
    expect(readUpdateInfo(info)).toEqual(fail('update-feed-unusable'))
  })
})

describe('notes', () => {
  it('are characters, whatever they look like', () => {
    expect(notesOf('<script>alert(1)</script>\r\n* one')).toBe('<script>alert(1)</script>\n* one')
  })

  it('hold nothing that writes over what stands beside them', () => {
    expect(notesOf('a\u202eb\u2066c\u0007d\u001b[2Je')).toBe('abcd[2Je')
    expect(notesOf('שלום עולם')).toBe('שלום עולם')
  })

  it('may lack, be a list, or be long', () => {
    expect(notesOf(null)).toBe('')
    expect(notesOf([{ version: '0.2.0', note: 'New.' }])).toBe('0.2.0\nNew.')
    expect(notesOf('x'.repeat(100_000))?.length).toBeLessThan(5_000)
  })
})
