import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { Library } from '@main/transcript/library/library'

/** A profile in which one line was kept by an earlier run; it is cleared up after the test. */
export async function keptFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sightline-kept-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const library = new Library(join(folder, 'library'))
  library.keep([
    {
      id: 'earlier:0',
      conversationId: 'earlier',
      position: 0,
      speaker: 'user',
      channel: 'typed',
      text: 'Said before',
      startedAt: 1,
      endedAt: 2,
      interrupted: false,
    },
  ])
  library.close()
  return folder
}
