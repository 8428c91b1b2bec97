/** The files of the project, as a reader of the repository has them. */
import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'

export const projectFolder = resolve(import.meta.dirname, '..')

/** What is made, fetched or Git's own. */
const NOT_OURS = new Set([
  '.git',
  'coverage',
  'dist',
  'node_modules',
  'out',
  'playwright-report',
  'release',
  'test-results',
])

export const read = (path: string): string => readFileSync(resolve(projectFolder, path), 'utf8')

/** All of a folder and below, by their paths from the project's, with `/`. */
export function filesBelow(folder = ''): string[] {
  return readdirSync(resolve(projectFolder, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (NOT_OURS.has(entry.name)) return []
    if (entry.isDirectory()) return filesBelow(path)
    return entry.isFile() ? [path] : []
  })
}

/** Every page of the documentation. */
export const documents = (): string[] => filesBelow().filter((path) => path.endsWith('.md'))
