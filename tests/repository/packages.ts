/** What package.json and its lock say of the packages that are used. */
import { filesBelow, read } from '../project-files'
import { z } from 'zod'

const packageFileSchema = z.object({
  scripts: z.record(z.string(), z.string()),
  dependencies: z.record(z.string(), z.string()).default({}),
  devDependencies: z.record(z.string(), z.string()).default({}),
  overrides: z.record(z.string(), z.json()).default({}),
  allowScripts: z.record(z.string(), z.boolean()).default({}),
})
export type PackageFile = z.infer<typeof packageFileSchema>

const lockedSchema = z.object({
  version: z.string().optional(),
  license: z.string().optional(),
  integrity: z.string().optional(),
  resolved: z.string().optional(),
  dev: z.boolean().default(false),
  hasInstallScript: z.boolean().default(false),
  dependencies: z.record(z.string(), z.string()).default({}),
})
export type Locked = z.infer<typeof lockedSchema>

const lockSchema = z.object({ packages: z.record(z.string(), lockedSchema) })

export const packageFile = (path = 'package.json'): PackageFile =>
  packageFileSchema.parse(JSON.parse(read(path)))

/** Each package of the lock by its place, such as `node_modules/ws`; not the project itself. */
export function lockedPackages(): Map<string, Locked> {
  const { packages } = lockSchema.parse(JSON.parse(read('package-lock.json')))
  return new Map(Object.entries(packages).filter(([place]) => place !== ''))
}

/** `node_modules/a/node_modules/@b/c` → `@b/c` */
export const nameAt = (place: string): string => place.split('node_modules/').at(-1) ?? place

const SOURCES = ['electron', 'main', 'preload', 'renderer', 'simulator']
const IMPORTED =
  /^(?:import|export)\s(?!type\b)(?:[\w*{}\s,$]*?\sfrom\s)?'([^.'][^']*)'|import\('([^.']+)'\)/gm
/** What sets a stage for tests, and stands beside the sources. */
const OF_TESTS = new Set(['vitest', 'fast-check', '@testing-library/react'])

const importsOf = (path: string): string[] =>
  [...read(path).matchAll(IMPORTED)].map(([, named, dynamic]) => named ?? dynamic ?? '')

/** The packages that sources of the app import, be they dependencies or bundled into it. */
export function importedPackages(): Set<string> {
  const sources = SOURCES.flatMap((folder) => filesBelow(folder))
    .filter((path) => /(?<!\.test)\.tsx?$/.test(path))
    .map(importsOf)
    .filter((imports) => !imports.some((name) => OF_TESTS.has(name)))
  return new Set(
    sources
      .flat()
      .filter((specifier) => !isBuiltIn(specifier))
      .map(packageOf),
  )
}

const isBuiltIn = (specifier: string): boolean =>
  /^(node:|@contract\/|@main\/|@simulator\/|electron$)/.test(specifier)

/** `react-dom/client` → `react-dom` */
const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
