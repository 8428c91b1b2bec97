import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, it, onTestFinished, vi } from 'vitest'
import { Library } from './library'
import { checksum } from './ogg-opus'
import { decodeOgg, loudParts, soundOf, type Tone } from './testing-sound'

vi.mock(import('node:fs'), { spy: true })

const OCCASION = { id: 'talk', startedAt: 1_000 }
const START = 5_000
const TONES: readonly Tone[] = [
  { side: 'user', hz: 440, fromMs: 200, toMs: 700 },
  { side: 'assistant', hz: 880, fromMs: 600, toMs: 1_400 },
  { side: 'user', hz: 440, fromMs: 1_800, toMs: 2_400 },
]

let folder: string
beforeEach(() => {
  folder = newFolder()
})

function newFolder(): string {
  const path = mkdtempSync(join(tmpdir(), 'sightline-recordings-'))
  onTestFinished(() => rmSync(path, { recursive: true }))
  return path
}

function openIn(path = folder): Library {
  const library = new Library(path)
  onTestFinished(() => {
    try {
      library.close()
    } catch {
      // It was closed by the test.
    }
  })
  return library
}

const piece = (offsetMs: number, stretch = 'one', tones = TONES) => ({
  stretch,
  startedAt: START,
  offsetMs,
  pcm: soundOf(tones, offsetMs, offsetMs + 500),
})

/** Half a second each. */
function record(library: Library, from: number, to: number): void {
  for (let at = from; at < to; at += 500) library.record(OCCASION, piece(at))
}

/** A new encoder is ready in a later turn. */
const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

function filesOf(library: Library): { startedAt: number; durationMs: number; path: string }[] {
  return (library.read(OCCASION.id)?.recordings ?? []).map(({ key, ...note }) => ({
    ...note,
    path: library.recordingFile(key) ?? '',
  }))
}

const decode = (path: string) => decodeOgg(readFileSync(path))

const NEAR_MS = 6
function expectParts(samples: Int16Array, side: Tone['side'], shiftMs = 0): void {
  const wanted = TONES.filter((tone) => tone.side === side && tone.toMs > shiftMs)
  const parts = loudParts(samples)
  expect(parts).toHaveLength(wanted.length)
  for (const [index, { fromMs, toMs }] of parts.entries()) {
    const tone = wanted[index]
    expect(Math.abs(fromMs + shiftMs - Math.max(shiftMs, tone?.fromMs ?? 0))).toBeLessThan(NEAR_MS)
    expect(Math.abs(toMs + shiftMs - (tone?.toMs ?? 0))).toBeLessThan(NEAR_MS)
  }
}

it('gives each side back on its own channel, at its time and to its last sample', async () => {
  const library = openIn()
  record(library, 0, 2_500)
  library.endRecording('one')
  const [recording] = filesOf(library)
  expect(recording).toMatchObject({ startedAt: START, durationMs: 2_500 })
  const { user, assistant, isFinished } = await decode(recording?.path ?? '')
  expect(isFinished).toBe(true)
  expect([user.length, assistant.length]).toEqual([60_000, 60_000])
  expectParts(user, 'user')
  expectParts(assistant, 'assistant')
  // 48 kbit/s; as it came it were 768.
  expect(readFileSync(recording?.path ?? '').length).toBeLessThan((2.5 * 60_000) / 8)
})

it('plays to its end when its process was killed, and goes on in a second file', async () => {
  const library = openIn()
  record(library, 0, 1_500)
  // What the disk holds at this moment.
  const copy = newFolder()
  cpSync(folder, copy, { recursive: true })
  await nextTurn()

  const after = openIn(copy)
  // Asked again, as it was never answered; then what comes next.
  record(after, 1_000, 2_500)
  after.endRecording('one')
  const [first, second, ...more] = filesOf(after)
  expect(more).toEqual([])
  expect(first).toMatchObject({ startedAt: START, durationMs: 1_500 })
  expect(second).toMatchObject({ startedAt: START + 1_500, durationMs: 1_000 })
  const before = await decode(first?.path ?? '')
  expect(before.isFinished).toBe(false)
  // All but what the encoder still held.
  expect(before.user.length).toBe(1_500 * 24 - 156)
  expectParts(before.assistant, 'assistant')
  expectParts((await decode(second?.path ?? '')).user, 'user', 1_500)
})

it('writes a piece once, however often it is asked to', async () => {
  const library = openIn()
  record(library, 0, 1_000)
  record(library, 500, 1_500)
  record(library, 0, 2_500)
  library.endRecording('one')
  library.endRecording('one')
  const [recording, ...more] = filesOf(library)
  expect(more).toEqual([])
  expect(recording?.durationMs).toBe(2_500)
  expectParts((await decode(recording?.path ?? '')).user, 'user')
})

it('tells stretches of one conversation apart', async () => {
  const library = openIn()
  library.record(OCCASION, piece(0))
  library.endRecording('one')
  await nextTurn()
  library.record(OCCASION, piece(0, 'one-more'))
  expect(filesOf(library)).toHaveLength(2)
  expect(library.list({ skip: 0, count: 1 }).conversations[0]?.isRecorded).toBe(true)
})

it('erases the files with the conversation, also one that grows, and never takes it up again', () => {
  const library = openIn()
  record(library, 0, 1_000)
  expect(readdirSync(join(folder, 'recordings'))).toHaveLength(1)
  library.discard([OCCASION.id], 0)
  while (!library.eraseDiscarded(1).isDone);
  record(library, 1_000, 2_000)
  library.endRecording('one')
  expect(readdirSync(join(folder, 'recordings'))).toEqual([])
  expect(library.list({ skip: 0, count: 9 }).total).toBe(0)
})

it('clears away at its start what no row leads to', async () => {
  const library = openIn()
  record(library, 0, 1_000)
  library.close()
  await nextTurn()
  const recordings = join(folder, 'recordings')
  const kept = readdirSync(recordings)
  writeFileSync(join(recordings, 'orphan.0.ogg'), 'sound')
  const again = openIn()
  expect(readdirSync(recordings)).toEqual(kept)
  expect(filesOf(again)).toHaveLength(1)
})

it('puts recordings aside with a damaged database, and erases them with what is deleted', async () => {
  const library = openIn()
  record(library, 0, 1_000)
  library.close()
  await nextTurn()
  writeFileSync(join(folder, 'library.db'), 'This is no database.'.repeat(500))
  const again = openIn()
  expect(readdirSync(join(folder, 'recordings'))).toEqual([])
  const aside = join(folder, `${again.damage?.keptAs ?? ''}-recordings`)
  expect(readdirSync(aside)).toHaveLength(1)
  again.note(OCCASION)
  again.discard([OCCASION.id], 0)
  while (!again.eraseDiscarded(1).isDone);
  expect(fs.existsSync(aside)).toBe(false)
})

it('leaves the file whole when the disk is full, says so, and drops the rest', async () => {
  const library = openIn()
  record(library, 0, 1_000)
  // Takes half of what it is given, then nothing more.
  const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
  const { writeSync } = await vi.importActual<typeof fs>('node:fs')
  vi.mocked(fs.writeSync)
    .mockImplementationOnce((file) =>
      writeSync(file, new Uint8Array(40), 0, 40, fs.fstatSync(file).size),
    )
    .mockImplementationOnce(() => {
      throw full
    })
  expect(() => library.record(OCCASION, piece(1_000))).toThrow(full)
  record(library, 1_500, 2_500)
  library.endRecording('one')
  const [recording] = filesOf(library)
  expect(recording?.durationMs).toBe(1_000)
  const { user } = await decode(recording?.path ?? '')
  expect(user.length).toBe(1_000 * 24 - 156)
})

it('keeps what is said next where a file could not be deleted with everything', async () => {
  const library = openIn()
  record(library, 0, 1_000)
  library.endRecording('one')
  await nextTurn()
  const held = Object.assign(new Error('resource busy'), { code: 'EBUSY' })
  const { rmSync } = await vi.importActual<typeof fs>('node:fs')
  vi.mocked(fs.rmSync)
    .mockImplementationOnce(rmSync)
    .mockImplementationOnce(() => {
      throw held
    })
  expect(() => library.eraseEverything()).toThrow(held)
  library.note(OCCASION)
  expect(library.list({ skip: 0, count: 9 }).total).toBe(1)
  expect(filesOf(library)).toEqual([])
  library.eraseEverything()
  expect(library.list({ skip: 0, count: 9 }).total).toBe(0)
})

it('knows no file of a recording that is gone', () => {
  const library = openIn()
  record(library, 0, 500)
  const key = library.read(OCCASION.id)?.recordings[0]?.key ?? 0
  expect(library.recordingFile(key + 1)).toBeNull()
  rmSync(library.recordingFile(key) ?? '')
  expect(library.recordingFile(key)).toBeNull()
})

it('has the checksum of Ogg', () => {
  // The check value of CRC-32 with this polynomial, neither reflected nor inverted, over "123456789".
  expect(checksum(Buffer.from('123456789')).toString(16)).toBe('89a1897f')
})
