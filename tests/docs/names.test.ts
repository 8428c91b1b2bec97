/** What the guide calls a button, a setting or a notice is what the window calls it. */
import { describe, expect, it } from 'vitest'
import { en } from '../../renderer/i18n/en'
import { safeModeWords } from '../../renderer/i18n/en-safe-mode'
import { errorWords } from '../../renderer/i18n/error-words'
import { documents, read } from '../project-files'
import { namesIn } from './links'

/** Set in italics, and no name of the window's. */
const OTHER = new Set([
  // A box of the system's (electron/refused-start.ts), the tray's menu, and Google's own button.
  'Sightline does not start like this',
  'Quit Sightline',
  'Get API key',
])

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : []
}

/** Documents are written with the straight apostrophe. */
const words = new Set(
  stringsIn([en, errorWords, safeModeWords]).map((word) => word.replaceAll('’', "'")),
)
const guide = documents().filter((page) => page.startsWith('docs/user/') || page === 'README.md')

describe('the guide', () => {
  it.each(guide)('%s names things as the window does', (page) => {
    const unknown = namesIn(read(page)).filter((name) => !words.has(name) && !OTHER.has(name))
    expect(unknown).toEqual([])
  })

  it('names many of them', () => {
    const names = guide.flatMap((page) => namesIn(read(page)))
    expect(names.length).toBeGreaterThan(120)
  })
})
