/** Modules in TypeScript, for scripts that run in plain Node, which does not read it. */
import { join } from 'node:path'
import { runnerImport } from 'vite'
import { projectFolder } from './paths.mjs'

/**
 * @template T
 * @param {string} file from the project's folder
 * @returns {Promise<T>}
 */
export async function importTypeScript(file) {
  const { module } = await runnerImport(`./${file}`, {
    root: projectFolder,
    configFile: false,
    resolve: {
      alias: {
        '@main': join(projectFolder, 'main'),
        '@contract': join(projectFolder, 'preload/contract'),
      },
    },
  })
  return /** @type {T} */ (module)
}
