/**
 * `npm run library:make -- --lines N --conversations N --folder X` makes a large library, and
 * `npm run bench:library -- --folder X` measures one; it says so on its output.
 */
import { existsSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { runScript, say, secondsSince } from './terminal.mjs'
import { importTypeScript } from './typescript-module.mjs'

const PROGRESS_LINES = 50_000

runScript(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      folder: { type: 'string' },
      lines: { type: 'string', default: '1000000' },
      conversations: { type: 'string', default: '5000' },
      seed: { type: 'string', default: '20261121' },
    },
  })
  if (values.folder === undefined) throw new Error('--folder says where the library is')
  const folder = resolve(values.folder)
  if (positionals[0] === 'make') return await make(folder, values)
  return await measure(folder)
})

/**
 * @param {string} folder
 * @param {{ lines: string, conversations: string, seed: string }} values
 */
async function make(folder, values) {
  const [lines, conversations, seed] = [values.lines, values.conversations, values.seed].map(Number)
  if (existsSync(join(folder, 'library.db'))) throw new Error(`There is a library in ${folder}`)
  /** @type {typeof import('../../bench/library/make-library')} */
  const { makeLibrary } = await importTypeScript('bench/library/make-library.ts')
  const start = performance.now()
  makeLibrary({
    folder,
    lines: lines ?? 0,
    conversations: conversations ?? 0,
    seed: seed ?? 0,
    onProgress(made) {
      if (made % PROGRESS_LINES === 0) say(`${made} lines, ${secondsSince(start)}`)
    },
  })
  return 0
}

/** @param {string} folder */
async function measure(folder) {
  /** @type {typeof import('../../bench/library/measure-library')} */
  const { measureLibrary, figuresTable } = await importTypeScript(
    'bench/library/measure-library.ts',
  )
  const before = loadavg()[0]
  const { figures, facts } = measureLibrary(folder)
  const [processor] = cpus()
  console.log(`${figuresTable(figures)}\n\n${facts}`)
  const load = `load ${before?.toFixed(1)} → ${loadavg()[0]?.toFixed(1)}`
  const machine = `Node ${process.versions.node}, ${cpus().length} × ${processor?.model}`
  console.log(`${new Date().toISOString().slice(0, 10)}, ${machine}, ${load}`)
  return 0
}
