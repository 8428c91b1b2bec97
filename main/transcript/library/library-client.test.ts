import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { TranscriptLine } from '@contract/transcript'
import { seededRandom } from '../../../tests/faults/seeded-random'
import { startInProcess } from './in-process'
import { LibraryClient, type LibraryProcess } from './library-client'
import { LibraryStore } from './library-store'
import { openLibrary } from './open-library'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sightline-client-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
})

const line = (position: number, text = `Line ${position}`): TranscriptLine => ({
  id: `c1:${position}`,
  conversationId: 'c1',
  position,
  speaker: 'user',
  channel: 'typed',
  text,
  startedAt: 1_700_000_000_000 + position,
  endedAt: 1_700_000_000_000 + position,
  interrupted: false,
})

interface Stage {
  readonly client: LibraryClient
  /** Ends the process as a crash does: what it had not done is not done. */
  readonly kill: () => void
  readonly starts: () => number
}

function stage(mayRestart: () => boolean = () => true): Stage {
  let starts = 0
  let kill = (): void => undefined
  const client = new LibraryClient({
    start: (listeners): LibraryProcess => {
      starts += 1
      let isAlive = true
      const process = startInProcess(folder, {
        onReport: (report) => {
          if (isAlive) listeners.onReport(report)
        },
        onExit: () => {
          if (!isAlive) return
          isAlive = false
          listeners.onExit()
        },
      })
      kill = () => {
        isAlive = false
        process.end()
        setImmediate(() => listeners.onExit())
      }
      return process
    },
    mayRestart,
    onOpened: () => undefined,
  })
  onTestFinished(() => client.close())
  return { client, kill: () => kill(), starts: () => starts }
}

describe('the library’s client', () => {
  it('answers in order, and closes when all is done', async () => {
    const { client } = stage()
    const kept = client.call('keep', [line(1), line(0)])
    const read = client.call('lines', 'c1', 0, 10)
    await kept
    expect((await read).map(({ text }) => text)).toEqual(['Line 0', 'Line 1'])
    await client.close()
    expect(await stage().client.call('newestLines', 5)).toHaveLength(2)
  })

  it('asks another process again for what one that died has not answered', async () => {
    const random = seededRandom(60)
    const { client, kill, starts } = stage()
    const kept = Array.from({ length: 40 }, (_, position) => client.call('keep', [line(position)]))
    for (const [at, each] of kept.entries()) {
      if (random() < 0.3 && at < 39) kill()
      await each
    }
    expect(starts()).toBeGreaterThan(3)
    const lines = await client.call('lines', 'c1', 0, 100)
    expect(lines.map(({ position }) => position)).toEqual([...kept.keys()])
  })

  it('fails what waits when the process ends too often, and tries anew when it is asked again', async () => {
    let may = false
    const { client, kill } = stage(() => may)
    const kept = client.call('keep', [line(0)])
    kill()
    await expect(kept).rejects.toMatchObject({ failure: { kind: 'other' } })
    may = true
    await client.call('keep', [line(0)])
    expect(await client.call('newestLines', 5)).toHaveLength(1)
  })

  it('says why there is no library, and finds it once it is there', async () => {
    rmSync(folder, { recursive: true })
    writeFileSync(folder, 'a file where the folder should be')
    const { client } = stage()
    await expect(client.call('keep', [line(0)])).rejects.toMatchObject({
      failure: { kind: 'read-only' },
    })
    rmSync(folder)
    await client.call('keep', [line(0)])
    expect(await client.call('newestLines', 5)).toHaveLength(1)
  })

  it('tells what another program holds', async () => {
    const { database } = openLibrary(folder)
    database.exec('BEGIN EXCLUSIVE')
    const { client } = stage()
    await expect(client.call('keep', [line(0)])).rejects.toMatchObject({
      failure: { kind: 'locked' },
    })
    database.exec('ROLLBACK')
    database.close()
    await client.call('keep', [line(0)])
  })
})

describe('the library as a store', () => {
  it('keeps in memory what the disk does not take, and writes it once it does', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    rmSync(folder, { recursive: true })
    writeFileSync(folder, 'a file where the folder should be')
    const troubles: (string | undefined)[] = []
    const { client } = stage()
    const store = new LibraryStore({
      client,
      onTrouble: (failure) => troubles.push(failure?.kind),
    })
    await expect(store.append(line(0))).rejects.toThrow('read-only')
    // Until the next try nothing is asked of the disk, and the newest version is what waits.
    await expect(store.append(line(1, 'a'))).rejects.toThrow('read-only')
    await expect(store.append(line(1, 'ab'))).rejects.toThrow('read-only')
    rmSync(folder)
    expect(troubles).toEqual(['read-only'])
    vi.advanceTimersByTime(5_000)
    await vi.waitFor(() => expect(troubles.at(-1)).toBeUndefined())
    expect((await store.load()).map(({ text }) => text)).toEqual(['Line 0', 'ab'])
    expect(troubles).toEqual(['read-only', undefined])
  })

  it('writes the newest version of what waits, in order, and settles all of them', async () => {
    const { client } = stage()
    const store = new LibraryStore({ client, onTrouble: () => undefined })
    await Promise.all([
      store.append(line(0, 'a')),
      store.append(line(1)),
      store.append(line(0, 'ab')),
      store.append(line(0, 'abc')),
    ])
    expect((await store.load()).map(({ text }) => text)).toEqual(['abc', 'Line 1'])
    await store.close()
  })
})
