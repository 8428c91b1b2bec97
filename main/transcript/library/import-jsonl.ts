/** Conversations as they were kept before there was a library: a file each, a JSON object a line. */
import { existsSync, readdirSync, readFileSync, rmSync, rmdirSync } from 'node:fs'
import { join } from 'node:path'
import { transcriptLineSchema, type TranscriptLine } from '@contract/transcript'

/**
 * Hands over each conversation of the folder, and deletes its file once `keep` has returned: what is
 * deleted from the library later must not lie about here. Returns how many files could not be read;
 * they are left as they are.
 */
export function importJsonl(
  folder: string,
  keep: (lines: readonly TranscriptLine[]) => void,
): number {
  if (!existsSync(folder)) return 0
  const files = readdirSync(folder).filter((name) => name.endsWith('.jsonl'))
  const unreadable = files.filter((name) => !importFile(join(folder, name), keep))
  if (readdirSync(folder).length === 0) rmdirSync(folder)
  return unreadable.length
}

function importFile(path: string, keep: (lines: readonly TranscriptLine[]) => void): boolean {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    return false
  }
  keep(readLines(text))
  rmSync(path)
  return true
}

/** The last version of each line, in order of speaking; a torn or foreign line is passed over. */
function readLines(text: string): TranscriptLine[] {
  const lines = new Map<string, TranscriptLine>()
  for (const json of text.split('\n')) {
    const line = readLine(json)
    if (line) lines.set(line.id, line)
  }
  return [...lines.values()].sort((a, b) => a.position - b.position)
}

function readLine(json: string): TranscriptLine | null {
  try {
    return transcriptLineSchema.safeParse(JSON.parse(json)).data ?? null
  } catch {
    return null
  }
}
