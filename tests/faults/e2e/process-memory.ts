/** What stands in the memory of another process (Linux). */
import { closeSync, openSync, readFileSync, readSync } from 'node:fs'

const PIECE_BYTES = 4 * 1024 * 1024

/**
 * Which of the marks stand anywhere in what a process has written to its memory. Throws where the system
 * does not let it be read.
 */
export function marksInMemory(pid: number, marks: readonly string[]): string[] {
  const needles = marks.map((mark) => ({
    mark,
    latin: Buffer.from(mark, 'latin1'),
    wide: Buffer.from(mark, 'utf16le'),
  }))
  const longest = Math.max(...needles.map(({ wide }) => wide.length))
  const found = new Set<string>()
  const memory = openSync(`/proc/${pid}/mem`, 'r')
  const piece = Buffer.alloc(PIECE_BYTES + longest)
  try {
    for (const [from, to] of writableRegions(pid)) {
      for (let at = from; at < to; at += PIECE_BYTES) {
        const length = Math.min(piece.length, to - at)
        const bytes = piece.subarray(0, readSome(memory, piece, length, at))
        for (const { mark, latin, wide } of needles) {
          if (bytes.includes(latin) || bytes.includes(wide)) found.add(mark)
        }
      }
    }
  } finally {
    closeSync(memory)
  }
  return [...found].sort()
}

function writableRegions(pid: number): [from: number, to: number][] {
  return readFileSync(`/proc/${pid}/maps`, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [, from, to] = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line) ?? []
      return from === undefined || to === undefined ? [] : [[parseInt(from, 16), parseInt(to, 16)]]
    })
}

/** Regions of devices cannot be read, and some are gone by now. */
function readSome(memory: number, into: Buffer, length: number, at: number): number {
  try {
    return readSync(memory, into, 0, length, at)
  } catch {
    return 0
  }
}
