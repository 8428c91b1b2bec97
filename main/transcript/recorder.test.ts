import { describe, expect, it, vi } from 'vitest'
import type { TranscriptLine } from '@contract/transcript'
import { HELD_LINES } from '@contract/transcript-bounds'
import { TranscriptRecorder } from './recorder'
import type { TranscriptStore } from './store'

/** A store whose writes the test lets succeed or fail. */
function setUp(kept: readonly TranscriptLine[] = [], isKept?: () => boolean) {
  const closed = vi.fn()
  const writes: { readonly line: TranscriptLine; save: () => void; fail: () => void }[] = []
  const store: TranscriptStore = {
    append: (line) =>
      new Promise((resolve, reject) =>
        writes.push({ line, save: resolve, fail: () => reject(new Error('disk full')) }),
      ),
    load: () => Promise.resolve(kept),
    forget: () => undefined,
    close: () => Promise.resolve(closed()),
  }
  const shown: string[] = []
  let now = Date.UTC(2026, 0, 1)
  const recorder = new TranscriptRecorder({
    ...(isKept && { isKept }),
    store,
    now: () => now,
    onLine: ({ text }) => shown.push(text),
  })
  return { recorder, closed, writes, shown, wait: (ms: number) => (now += ms) }
}
const settled = async (): Promise<void> => {
  await new Promise((resolve) => setImmediate(resolve))
}

describe('TranscriptRecorder', () => {
  it('shows a line once it is saved', async () => {
    const { recorder, writes, shown } = setUp()
    recorder.begin()
    recorder.write((lines) => lines.userTyped('Hello'))
    await settled()
    expect([writes.length, shown]).toEqual([1, []])
    writes[0]?.save()
    await settled()
    expect(shown).toEqual(['Hello'])
  })

  it('shows a line that could not be saved, and says so', async () => {
    const { recorder, writes, shown } = setUp()
    recorder.begin()
    recorder.write((lines) => lines.userTyped('Hello'))
    writes[0]?.fail()
    await settled()
    expect(shown).toEqual(['Hello'])
    expect(recorder.lines).toMatchObject([{ text: 'Hello' }])
  })

  it('holds the newest lines of a long conversation, and all of one that is not kept', () => {
    for (const [isKept, held] of [
      [true, HELD_LINES],
      [false, HELD_LINES + 20],
    ] as const) {
      const { recorder, writes } = setUp([], () => isKept)
      recorder.begin()
      for (let number = 1; number <= HELD_LINES + 20; number += 1) {
        recorder.write((lines) => lines.userTyped(`Line ${number}`))
      }
      expect(recorder.lines).toHaveLength(held)
      expect(recorder.lines.at(-1)?.text).toBe(`Line ${HELD_LINES + 20}`)
      expect(writes).toHaveLength(isKept ? HELD_LINES + 20 : 0)
    }
  })

  it('lets go of other conversations before the one that is on', () => {
    const { recorder } = setUp()
    recorder.begin()
    for (let number = 0; number < HELD_LINES; number += 1) {
      recorder.write((lines) => lines.userTyped(`New ${number}`))
    }
    const [newer] = recorder.lines
    if (!newer) throw new Error('Nothing was said')
    const earlier = { ...newer, id: 'early:0', conversationId: 'early', text: 'Early' }
    recorder.goOnWith({ id: 'early', startedAt: 1, lines: [earlier] })
    recorder.write((lines) => lines.userTyped('Again'))
    expect(recorder.lines).toHaveLength(HELD_LINES)
    expect(recorder.conversation.map(({ text }) => text)).toEqual(['Early', 'Again'])
  })

  it('saves every version of a line, and keeps the newest', () => {
    const { recorder, writes } = setUp()
    recorder.begin()
    for (const text of ['Good', ' mor', 'ning']) recorder.write((lines) => lines.userSpoke(text))
    expect(writes.map(({ line }) => line.text)).toEqual(['Good', 'Good mor', 'Good morning'])
    expect(recorder.lines.map(({ text }) => text)).toEqual(['Good morning'])
  })

  it('writes nothing before a conversation has begun', () => {
    const { recorder, writes } = setUp()
    recorder.write((lines) => lines.userTyped('Hello'))
    expect(writes).toEqual([])
  })

  it('holds all conversations, oldest first, and tells which is on', async () => {
    const first = setUp()
    first.recorder.begin()
    first.recorder.write((lines) => lines.assistantSaid('b'))
    first.recorder.write((lines) => lines.userSpoke('a'))
    const { recorder, wait } = setUp(first.recorder.lines)
    await recorder.load()
    wait(1)
    recorder.begin()
    recorder.write((lines) => lines.userTyped('c'))
    expect(recorder.lines.map(({ text }) => text)).toEqual(['a', 'b', 'c'])
    expect(recorder.conversation.map(({ text }) => text)).toEqual(['c'])
  })

  it('closes its store', async () => {
    const { recorder, closed } = setUp()
    await recorder.close()
    expect(closed).toHaveBeenCalledOnce()
  })
})
