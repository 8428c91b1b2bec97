/** What SECURITY.md says of Electron's checklist: nothing is left out, and what is named is there. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import packageFile from '../package.json'
import lockFile from '../package-lock.json'

const projectFolder = resolve(import.meta.dirname, '..')
const read = (path: string): string => readFileSync(resolve(projectFolder, path), 'utf8')

const page = read('SECURITY.md')
const rows = page
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .filter(([, number = '']) => /^\d+$/.test(number))

/** Files are named whole, or by their last part once they were. */
function filesIn(text: string): string[] {
  const whole = [...page.matchAll(/`([\w./-]+\/[\w.-]+\.ts)`/g)].map(([, path = '']) => path)
  return [...text.matchAll(/`([\w./-]+\.ts)`/g)].map(
    ([, name = '']) => whole.find((path) => name === path || name === basename(path)) ?? name,
  )
}

describe('SECURITY.md', () => {
  it('has a row for each of the 20 items, in order', () => {
    expect(rows.map(([, number]) => Number(number))).toEqual(
      Array.from({ length: 20 }, (_, index) => index + 1),
    )
  })

  it('names files that are there', () => {
    const named = filesIn(page)
    expect(named.length).toBeGreaterThan(20)
    expect(named.filter((path) => !existsSync(resolve(projectFolder, path)))).toEqual([])
  })

  it.each(rows.map(([, number, item, , proof = '']) => [number, item, proof] as const))(
    'item %s (%s) names a file that proves it, in which the row of faults is found that is named with it',
    (_number, _item, proof) => {
      const files = filesIn(proof)
      expect(files.length).toBeGreaterThan(0)
      for (const [, numbers = ''] of proof.matchAll(/rows? (\d+(?: and \d+)?)/g)) {
        for (const row of numbers.match(/\d+/g) ?? []) {
          const titles = files.map(read).filter((text) => text.includes(`row ${row}:`))
          expect(titles.length, `row ${row}`).toBeGreaterThan(0)
        }
      }
    },
  )
})

it('item 16: the version of Electron that is released with is one, and not a range', () => {
  const { electron } = packageFile.devDependencies
  expect(electron).toMatch(/^\d+\.\d+\.\d+$/)
  expect(lockFile.packages['node_modules/electron'].version).toBe(electron)
})

it('item 15: one file opens something outside the app, and none opens a path', () => {
  const sources = ['electron', 'main', 'preload', 'renderer'].flatMap((folder) =>
    readdirSync(resolve(projectFolder, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => /(?<!\.test)\.tsx?$/.test(path))
      .map((path) => `${folder}/${path.replaceAll('\\', '/')}`),
  )
  const naming = (call: RegExp): string[] => sources.filter((path) => call.test(read(path)))
  expect(naming(/\bopenExternal\(/)).toEqual(['electron/permissions.ts'])
  expect(naming(/\bopenPath\(/)).toEqual([])
})
