/** Looking for what was said and shown in every byte of a folder. */
import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'

/** Something that must not be there. */
export interface Trace {
  readonly name: string
  readonly bytes: Buffer
}

/** So many bytes in a row are by chance nowhere else, and stand on one page of a database somewhere. */
const WINDOW_BYTES = 64
/** In how many places of a file its bytes are taken. */
const PLACES = 12

/** Words in the encodings in which programs keep them. */
export const wordTraces = (words: readonly string[]): Trace[] =>
  words.flatMap((word) => [
    { name: `${word} in UTF-8`, bytes: Buffer.from(word, 'utf8') },
    { name: `${word} in UTF-16`, bytes: Buffer.from(word, 'utf16le') },
  ])

/** Parts of a file, from all of it but its head, which others of the kind have as well. */
export function fileTraces(name: string, file: Uint8Array): Trace[] {
  const body = Buffer.from(file).subarray(Math.floor(file.length / 4))
  const step = Math.max(1, Math.floor((body.length - WINDOW_BYTES) / PLACES))
  return Array.from({ length: PLACES }, (_, place) => ({
    name: `${name} at ${place}`,
    bytes: body.subarray(place * step, place * step + WINDOW_BYTES),
  })).filter(({ bytes }) => bytes.length === WINDOW_BYTES)
}

/** Which traces are in which files below a folder. */
export async function tracesIn(folder: string, traces: readonly Trace[]): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const inFiles = entries
    .filter((entry) => entry.isFile())
    .map(async (entry) => {
      const path = join(entry.parentPath, entry.name)
      // Chromium takes files of its own away at any time.
      const bytes = await readFile(path).catch(() => Buffer.alloc(0))
      return traces
        .filter((trace) => bytes.includes(trace.bytes))
        .map((trace) => `${trace.name}: ${relative(folder, path)}`)
    })
  return (await Promise.all(inFiles)).flat()
}
