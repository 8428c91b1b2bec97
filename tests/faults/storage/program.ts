/** Programs of these tests that run in processes of their own, under plain Node. */
import { mkdtempSync, rmSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { build } from 'vite'

const project = resolve(import.meta.dirname, '../../..')

export interface Program {
  /** For Node to run. */
  readonly path: string
  remove(): void
}

/** Builds a program from a file of this folder. */
export async function buildProgram(file: string): Promise<Program> {
  // Below the project, so that packages are found.
  const folder = mkdtempSync(join(project, 'node_modules/.sightline-program-'))
  const name = basename(file, '.ts')
  await build({
    root: project,
    configFile: false,
    logLevel: 'error',
    resolve: {
      alias: { '@main': join(project, 'main'), '@contract': join(project, 'preload/contract') },
    },
    build: {
      ssr: join(import.meta.dirname, file),
      outDir: folder,
      rolldownOptions: { output: { entryFileNames: `${name}.mjs` } },
    },
  })
  return {
    path: join(folder, `${name}.mjs`),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
