import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Result } from '@contract/errors'
import type { LibraryChange } from '@contract/library'
import type { LibraryDialogs } from '@main/library-dialogs'
import { PACES, scripted, type Reply } from '../../simulator/scenario'
import { bench, eventually, goLive, type Bench } from './harness'

const QUICK: Reply = { pace: PACES.burst, playback: 'none', delayMs: 10, sound: 'hum' }
const ALL = { skip: 0, count: 50 }

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'sightline-files-'))
  onTestFinished(() => rm(path, { recursive: true }))
  return path
}

/** A library with two conversations that have ended. */
async function talkedTwice(dialogs: Partial<LibraryDialogs>): Promise<Bench> {
  const b = await bench({ scenario: scripted([{ ...QUICK, text: 'On Monday.' }]), dialogs })
  for (const question of ['When do we meet?', '何時？']) {
    await goLive(b)
    b.engine.conversation.sendText(question)
    await eventually(() => expect(b.transcript().at(-1)).toBe('assistant: On Monday.'))
    await b.engine.endConversation()
  }
  return b
}

async function valueOf<T>(result: Promise<Result<T>>): Promise<T> {
  const answer = await result
  if (!answer.ok) throw new Error(answer.error.reason)
  return answer.value
}

const idsOf = async ({ engine }: Bench): Promise<string[]> =>
  (await valueOf(engine.library.listConversations(ALL))).conversations.map(({ id }) => id)

describe('conversations that are exported', () => {
  it('come back the same, and only once', async () => {
    const file = join(await folder(), 'kept.json')
    let target = file
    const b = await talkedTwice({
      saveFile: () => Promise.resolve(target),
      openFile: () => Promise.resolve(file),
    })
    const { library } = b.engine
    const ids = await idsOf(b)
    expect(await valueOf(library.exportConversations({ ids, format: 'json' }))).toEqual({
      file: 'kept.json',
      conversations: 2,
    })
    expect(await valueOf(library.importConversations())).toEqual({ imported: 0, known: 2 })
    await valueOf(library.eraseLibrary())
    const changes: LibraryChange[] = []
    library.onChanged((change) => changes.push(change))
    expect(await valueOf(library.importConversations())).toEqual({ imported: 2, known: 0 })
    expect(changes).toEqual([{ kind: 'changed' }])
    expect(await idsOf(b)).toEqual(ids)
    const lines = await valueOf(library.readLines({ id: ids[0] ?? '', from: 0, count: 10 }))
    expect(lines.map(({ text }) => text)).toEqual(['何時？', 'On Monday.'])
    const again = join(await folder(), 'again.json')
    target = again
    await valueOf(library.exportConversations({ ids, format: 'json' }))
    const read = async (path: string): Promise<unknown> => {
      const { exportedAt, ...rest } = JSON.parse(await readFile(path, 'utf8')) as {
        exportedAt: string
      }
      expect(Date.parse(exportedAt)).toBeGreaterThan(0)
      return rest
    }
    expect(await read(again)).toEqual(await read(file))
  })

  it('offer a name that tells what they are', async () => {
    const names: string[] = []
    const b = await talkedTwice({
      saveFile: (name) => {
        names.push(name)
        return Promise.resolve(null)
      },
    })
    const [newest = ''] = await idsOf(b)
    const { library } = b.engine
    const request = { ids: [newest], format: 'markdown' as const }
    expect(await valueOf(library.exportConversations(request))).toBeNull()
    expect(names).toEqual([expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d\.\d\d 何時？\.md$/)])
  })

  it('are a file each as subtitles, and replace nothing', async () => {
    const to = await folder()
    const b = await talkedTwice({ chooseFolder: () => Promise.resolve(to) })
    const request = { ids: await idsOf(b), format: 'srt' } as const
    await valueOf(b.engine.library.exportConversations(request))
    const first = await readdir(to)
    expect(first).toHaveLength(2)
    await valueOf(b.engine.library.exportConversations(request))
    const names = await readdir(to)
    expect(names).toHaveLength(4)
    expect(names).toEqual(expect.arrayContaining(first))
    expect(names.filter((name) => name.endsWith('(2).srt'))).toHaveLength(2)
    expect(await readFile(join(to, names[0] ?? ''), 'utf8')).toContain('-->')
  })

  it('that cannot be written leave nothing, and say so', async () => {
    const to = await folder()
    const b = await talkedTwice({ saveFile: () => Promise.resolve(join(to, 'missing', 'x.md')) })
    const request = { ids: await idsOf(b), format: 'markdown' } as const
    expect(await b.engine.library.exportConversations(request)).toEqual({
      ok: false,
      error: { reason: 'export-failed', detail: 'ENOENT' },
    })
    expect(await readdir(to)).toEqual([])
  })
})

describe('a file that is imported', () => {
  it.each([
    ['no JSON', 'Dear diary', 'import-foreign'],
    ['of another program', '{"format":"notes","version":1}', 'import-foreign'],
    [
      'of a newer version',
      '{"format":"sightline-conversations","version":99,"conversations":[]}',
      'import-newer',
    ],
    [
      'damaged',
      '{"format":"sightline-conversations","version":1,"exportedAt":"2026-01-01T00:00:00.000Z","conversations":[{"id":1}]}',
      'import-damaged',
    ],
  ])('is refused where it is %s', async (_, text, reason) => {
    const file = join(await folder(), 'file.json')
    await writeFile(file, text)
    const b = await bench({ dialogs: { openFile: () => Promise.resolve(file) } })
    expect(await b.engine.library.importConversations()).toMatchObject({ error: { reason } })
    expect(await idsOf(b)).toEqual([])
  })

  it('is refused where it is not there', async () => {
    const b = await bench({ dialogs: { openFile: () => Promise.resolve('/nowhere.json') } })
    expect(await b.engine.library.importConversations()).toMatchObject({
      error: { reason: 'import-unreadable', detail: 'ENOENT' },
    })
  })
})

describe('everything', () => {
  it('is deleted: what was kept, what is shown, and every file', async () => {
    const b = await talkedTwice({})
    const { library } = b.engine
    const gone: string[] = []
    library.onGone((ids) => gone.push(...ids))
    const ids = await idsOf(b)
    await valueOf(library.eraseLibrary())
    expect(await idsOf(b)).toEqual([])
    expect(b.transcript()).toEqual([])
    expect(gone.toSorted()).toEqual(ids.toSorted())
    await b.engine.close()
    const root = join(b.userData, 'library')
    const files = (await readdir(root, { recursive: true, withFileTypes: true })).filter((entry) =>
      entry.isFile(),
    )
    for (const { parentPath, name } of files) {
      const bytes = await readFile(join(parentPath, name))
      for (const said of ['When do we meet', 'On Monday', '何時']) {
        expect(bytes.includes(said)).toBe(false)
      }
    }
    expect(existsSync(join(b.userData, 'transcripts'))).toBe(false)
  })

  it('is not deleted while a conversation is on', async () => {
    const b = await bench()
    await goLive(b)
    expect(await b.engine.library.eraseLibrary()).toMatchObject({
      error: { reason: 'conversation-is-on' },
    })
  })
})
