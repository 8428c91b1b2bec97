/**
 * A plugin of the build that notes whose modules went into the app's own files, for the notices of
 * their licences: each part of the build writes the folders of their packages into
 * `<part>.json`.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** @typedef {'main' | 'preload' | 'renderer' | 'workers'} BundledPart */

/**
 * Each worker is a build for itself, with a plugin of its own.
 *
 * @type {Map<BundledPart, Set<string>>}
 */
const foldersByPart = new Map()

/**
 * @param {BundledPart} part
 * @param {string} folder told, as this file is bundled into the build's configuration
 * @returns {import('vite').Plugin}
 */
export function noteBundledModules(part, folder) {
  const folders = foldersByPart.get(part) ?? new Set()
  foldersByPart.set(part, folders)
  return {
    name: 'note-bundled-modules',
    apply: 'build',
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue
        for (const id of Object.keys(chunk.modules)) {
          const path = packageFolderOf(id)
          if (path !== undefined) folders.add(path)
        }
      }
      mkdirSync(folder, { recursive: true })
      writeFileSync(join(folder, `${part}.json`), JSON.stringify([...folders].sort()))
    },
  }
}

/**
 * The package that a module is of, as a path below the project; nothing for our own. Pure.
 *
 * @param {string} id the module's path, perhaps with marks of the bundler's around it
 * @returns {string | undefined}
 */
export function packageFolderOf(id) {
  const path = id.replaceAll('\\', '/').replace(/^\0/, '')
  const found = /^.*\/(node_modules\/(?:@[^/]+\/)?[^/?]+)/.exec(path)?.[1]
  if (found === undefined) return undefined
  // A module inside another's folder keeps the whole way to it.
  return path.slice(path.indexOf('/node_modules/') + 1, path.indexOf(found) + found.length)
}
