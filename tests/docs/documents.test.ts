/** What the documents name is there, and they name no more of a machine than they should. */
import { existsSync, statSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'
import { documents, filesBelow, projectFolder, read } from '../project-files'
import { isPictureOf, linksIn, slugsOf } from './links'

/** Pictures are for reading beside words, not for looking closely, bytes. */
const MOST_OF_ALL_PICTURES = 5_000_000
const LARGEST_PICTURE = 250_000

const pages = documents()
const links = pages.flatMap((page) => linksIn(read(page)).map((target) => ({ page, target })))
const outside = links.filter(({ target }) => /^[a-z]+:/i.test(target))
const inside = links.filter(({ target }) => !/^[a-z]+:/i.test(target))

/** The file that a link leads to, by its path from the project's folder. */
const fileOf = ({ page, target }: { page: string; target: string }): string => {
  const [path = ''] = target.split('#')
  return path === '' ? page : normalize(join(dirname(page), path)).replaceAll('\\', '/')
}
const shown = ({ page, target }: { page: string; target: string }): string => `${page} → ${target}`

describe('links', () => {
  it('are found', () => {
    expect(inside.length).toBeGreaterThan(60)
  })

  it('lead to files that are there', () => {
    const missing = inside.filter((link) => !existsSync(join(projectFolder, fileOf(link))))
    expect(missing.map(shown)).toEqual([])
  })

  it('lead to headings that are there', () => {
    const missing = inside.filter((link) => {
      const heading = link.target.split('#')[1]
      const file = fileOf(link)
      if (heading === undefined || !file.endsWith('.md')) return false
      return !slugsOf(read(file)).includes(heading)
    })
    expect(missing.map(shown)).toEqual([])
  })

  it('that lead away go by HTTPS to hosts that are known', () => {
    const hosts = new Set([
      'developer.apple.com',
      'docs.renovatebot.com',
      'github.com',
      'nodejs.org',
      'opus-codec.org',
      'semver.org',
      'www.contributor-covenant.org',
      'www.electron.build',
      'www.electronjs.org',
      'cyclonedx.org',
      'specifications.freedesktop.org',
    ])
    const unknown = outside.filter(({ target }) => {
      const { protocol, hostname } = new URL(target)
      return protocol !== 'https:' || !hosts.has(hostname)
    })
    expect(unknown.map(shown)).toEqual([])
  })

  it('lead from the index to every page of the documents', () => {
    const listed = new Set(
      inside.filter(({ page }) => page.startsWith('docs/')).map((link) => fileOf(link)),
    )
    const alone = pages.filter((page) => page.startsWith('docs/') && !listed.has(page))
    expect(alone.filter((page) => page !== 'docs/README.md')).toEqual([])
  })
})

describe('pictures', () => {
  const pictures = filesBelow('docs').filter((path) => isPictureOf(path))
  const sizes = pictures.map((path) => statSync(join(projectFolder, path)).size)

  it('are small, each and together', () => {
    expect(pictures.filter((_, index) => (sizes[index] ?? 0) > LARGEST_PICTURE)).toEqual([])
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(MOST_OF_ALL_PICTURES)
  })

  it('are shown somewhere, with words for those who do not see them', () => {
    const texts = pages.map(read)
    const unused = pictures.filter((path) => {
      const name = path.split('/').at(-1) ?? path
      return !texts.some((text) => text.includes(name))
    })
    expect(unused).toEqual([])
    const wordless = texts.flatMap(
      (text) => text.match(/!\[\]\([^)]*\)|<img (?!alt="\w)[^>]*>/g) ?? [],
    )
    expect(wordless).toEqual([])
  })
})

const files = filesBelow()

describe('the architecture', () => {
  const page = read('docs/architecture.md')
  const sources = ['electron', 'main', 'preload', 'renderer', 'simulator', 'tests', 'bench']

  it('draws every folder of the house', () => {
    const within = files.filter((path) => sources.includes(path.split('/')[0] ?? ''))
    const folders = new Set(within.flatMap((path) => path.split('/').slice(0, -1)))
    const missing = [...folders].filter((name) => !page.includes(`${name}/`))
    expect(missing.filter((name) => !NOT_DRAWN.has(name))).toEqual([])
  })
})

describe('sources that are named', () => {
  const named = pages.flatMap((page) =>
    [...read(page).matchAll(/`([\w./-]+\.(?:tsx?|mjs))(?::\d+)?`/g)].map(([, target = '']) => ({
      page,
      target,
    })),
  )

  it('are there', () => {
    expect(named.length).toBeGreaterThan(200)
    const gone = named.filter(
      ({ target }) => !files.some((path) => path === target || path.endsWith(`/${target}`)),
    )
    expect(gone.map(shown)).toEqual([])
  })
})

/** Parts of a folder that is drawn. */
const NOT_DRAWN = new Set([
  'apps',
  'display',
  'icons',
  'licences',
  'linux',
  'mac',
  'playback',
  'rows',
  'storage',
  'voice-detection',
])

describe('of the machine on which they were written', () => {
  /** Folders that every system of a kind has. */
  const COMMON = /^\/(dev|etc|opt|proc|run|sys|tmp|usr|var)\b/

  it.each(pages)('%s names no folder', (page) => {
    const text = read(page).replaceAll(/\]\([^)]*\)|https?:\S+/g, '')
    const paths = [...text.matchAll(/(?<=^|[\s`'"(=])(\/[a-z][\w.-]*\/[\w./-]+)/gm)]
      .map(([, path = '']) => path)
      .filter((path) => !COMMON.test(path))
    expect(paths).toEqual([])
  })

  it.each(pages)('%s names no host of its own, and no number of an issue', (page) => {
    const text = read(page)
    const hosts = [...text.matchAll(/https?:\/\/([\w.-]+)/g)].map(([, host = '']) => host)
    expect(hosts.filter((host) => /^(10|172|192)\.|\.(local|internal|lan)$/.test(host))).toEqual([])
    expect(text.match(/\bissue #?\d+/gi) ?? []).toEqual([])
  })
})
