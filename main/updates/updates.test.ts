import { beforeEach, describe, expect, it, vi } from 'vitest'
import { appError, fail, ok, type Result } from '@contract/errors'
import type { OfferedUpdate, UpdateState } from '@contract/updates'
import { FakeClock } from '../live/testing'
import { beginUpdates } from './update-model'
import { EVERY_MS, FIRST_LOOK_MS, RETRY_MS, SPREAD_MS } from './update-schedule'
import { CHECK_MS, QUIET_MS, STALL_MS, Updates } from './updates'
import type { Updater } from './updater'

const NEWER: OfferedUpdate = { version: '0.2.0', notes: 'New.' }
const DAY_ZERO = Date.UTC(2026, 0, 1)

/** A feed and a disk, which answer when the test says so. */
class FakeUpdater implements Updater {
  readonly calls: string[] = []
  answers: ((found: Result<OfferedUpdate | null>) => void)[] = []
  ends: ((result: Result<null>) => void)[] = []
  verdict: Result<null> = ok(null)
  tellProgress: (percent: number) => void = () => undefined

  check(): Promise<Result<OfferedUpdate | null>> {
    this.calls.push('check')
    return new Promise((resolve) => this.answers.push(resolve))
  }
  download(onProgress: (percent: number) => void): Promise<Result<null>> {
    this.calls.push('download')
    this.tellProgress = onProgress
    return new Promise((resolve) => this.ends.push(resolve))
  }
  verify(): Promise<Result<null>> {
    this.calls.push('verify')
    return Promise.resolve(this.verdict)
  }
  install(): void {
    this.calls.push('install')
  }
  cancel(): void {
    this.calls.push('cancel')
  }

  async answer(found: Result<OfferedUpdate | null>): Promise<void> {
    this.answers.shift()?.(found)
    await settled()
  }
  async end(result: Result<null>): Promise<void> {
    this.ends.shift()?.(result)
    await settled()
  }
}

/** Lets go on what waits for an answer that was given. */
const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve()
}

let clock: FakeClock
let updater: FakeUpdater
let updates: Updates
let states: UpdateState[]
let lookedAt: number | null

function begin(): void {
  clock = new FakeClock()
  updater = new FakeUpdater()
  states = []
  updates = new Updates({
    updater,
    clock,
    date: () => DAY_ZERO + clock.now(),
    random: () => 0.5,
    model: beginUpdates('off'),
    lookedAt: () => lookedAt,
    onLooked: (at) => (lookedAt = at),
    onState: (state) => states.push(state),
  })
}

beforeEach(() => {
  lookedAt = null
  begin()
})

const on = { automatic: true, busy: false }
const talking = { automatic: true, busy: true }

describe('looking by itself', () => {
  it('happens some minutes after the start, then daily, not to the minute', async () => {
    updates.follow(on)
    clock.advance(FIRST_LOOK_MS - 1)
    expect(updater.calls).toEqual([])
    clock.advance(1)
    expect(updater.calls).toEqual(['check'])
    await updater.answer(ok(null))
    expect(lookedAt).toBe(DAY_ZERO + FIRST_LOOK_MS)
    clock.advance(EVERY_MS + 0.5 * SPREAD_MS - 1)
    expect(updater.calls).toHaveLength(1)
    clock.advance(1)
    expect(updater.calls).toHaveLength(2)
  })

  it('does not happen again at a start on the same day', () => {
    lookedAt = DAY_ZERO - 60_000
    updates.follow(on)
    clock.advance(12 * 60 * 60_000)
    expect(updater.calls).toEqual([])
  })

  it('is tried again some hours after a failure, which is told in the settings alone', async () => {
    updates.follow(on)
    clock.advance(FIRST_LOOK_MS)
    await updater.answer(fail('update-feed-unreachable'))
    expect(updates.state).toMatchObject({ kind: 'failed', during: 'check', update: null })
    clock.advance(RETRY_MS * 1.5 - 1)
    expect(updater.calls).toHaveLength(1)
    clock.advance(1)
    expect(updater.calls).toHaveLength(2)
    expect(lookedAt).toBeNull()
  })

  it('does not happen where it is switched off, nor once it is', () => {
    updates.follow({ automatic: false, busy: false })
    clock.advance(10 * EVERY_MS)
    updates.follow(on)
    updates.follow({ automatic: false, busy: false })
    clock.advance(10 * EVERY_MS)
    expect(updater.calls).toEqual([])
  })

  it('gives up on a feed that does not answer', async () => {
    updates.check()
    clock.advance(CHECK_MS)
    expect(updater.calls).toEqual(['check', 'cancel'])
    expect(updates.state).toMatchObject({ error: { reason: 'update-feed-unreachable' } })
    await updater.answer(ok(NEWER)) // too late
    expect(updates.state.kind).toBe('failed')
  })
})

describe('a conversation', () => {
  it('is disturbed by nothing, and a look that was due follows it', async () => {
    updates.follow(talking)
    clock.advance(3 * EVERY_MS)
    expect(updates.check()).toEqual(fail('conversation-is-on'))
    expect(updater.calls).toEqual([])
    updates.follow(on)
    clock.advance(QUIET_MS - 1)
    expect(updater.calls).toEqual([])
    clock.advance(1)
    expect(updater.calls).toEqual(['check'])
    await updater.answer(ok(NEWER))
    expect(updates.state.kind).toBe('offered')
  })

  it('that follows another at once keeps everything waiting', () => {
    updates.follow(talking)
    clock.advance(FIRST_LOOK_MS)
    updates.follow(on)
    clock.advance(QUIET_MS - 1)
    updates.follow(talking)
    clock.advance(EVERY_MS)
    expect(updater.calls).toEqual([])
  })

  it('ends a download at once, which begins anew after it', async () => {
    updates.check()
    await updater.answer(ok(NEWER))
    expect(updates.download()).toEqual(ok(null))
    await updater.answer(ok(NEWER))
    updater.tellProgress(30.7)
    expect(updates.state).toMatchObject({ kind: 'downloading', percent: 30 })
    updates.follow(talking)
    expect(updater.calls.at(-1)).toBe('cancel')
    expect(updates.state.kind).toBe('held')
    updater.tellProgress(40)
    await updater.end(fail('update-not-downloaded'))
    expect(updates.state.kind).toBe('held')
    expect(updates.install()).toEqual(fail('conversation-is-on'))

    updates.follow(on)
    clock.advance(QUIET_MS)
    await updater.answer(ok(NEWER))
    expect(updater.calls.slice(-2)).toEqual(['check', 'download'])
    await updater.end(ok(null))
    expect(updates.state.kind).toBe('ready')
  })

  it('that begins while it is checked once more is not ended by the installation', async () => {
    await fetchNewer()
    let verified: (result: Result<null>) => void = () => undefined
    vi.spyOn(updater, 'verify').mockReturnValue(
      new Promise((resolve) => {
        verified = resolve
      }),
    )
    expect(updates.install()).toEqual(ok(null))
    updates.follow(talking)
    verified(ok(null))
    await settled()
    expect(updater.calls).not.toContain('install')
    expect(updates.state.kind).toBe('ready')
  })
})

async function fetchNewer(): Promise<void> {
  updates.check()
  await updater.answer(ok(NEWER))
  updates.download()
  await updater.answer(ok(NEWER))
  await updater.end(ok(null))
}

describe('a download', () => {
  it('is looked for once more before it begins: it may have been withdrawn', async () => {
    updates.check()
    await updater.answer(ok(NEWER))
    updates.download()
    await updater.answer(ok(null))
    expect(updater.calls).toEqual(['check', 'check'])
    expect(updates.state).toEqual({ kind: 'idle', outcome: 'newest' })
  })

  it('is given up when nothing arrives any more', async () => {
    updates.check()
    await updater.answer(ok(NEWER))
    updates.download()
    await updater.answer(ok(NEWER))
    clock.advance(STALL_MS - 1)
    updater.tellProgress(1)
    clock.advance(STALL_MS - 1)
    expect(updates.state.kind).toBe('downloading')
    clock.advance(1)
    expect(updater.calls.at(-1)).toBe('cancel')
    expect(updates.state).toMatchObject({ error: { reason: 'update-not-downloaded' } })
  })

  it('that is damaged is not installed, also when it is found out at the very end', async () => {
    await fetchNewer()
    updater.verdict = fail('update-damaged')
    updates.install()
    await settled()
    expect(updater.calls).not.toContain('install')
    const error = appError('update-damaged')
    expect(updates.state).toEqual({ kind: 'failed', during: 'install', error, update: NEWER })
  })

  it('is installed when the user says so', async () => {
    await fetchNewer()
    updates.install()
    await settled()
    expect(updater.calls.slice(-2)).toEqual(['verify', 'install'])
  })

  it('tells each state once', async () => {
    await fetchNewer()
    expect(states.map(({ kind }) => kind)).toEqual(['checking', 'offered', 'downloading', 'ready'])
  })
})

it('leaves nothing behind when the app ends', () => {
  updates.follow(on)
  updates.check()
  updates.close()
  expect(updater.calls.at(-1)).toBe('cancel')
  expect(clock.waiting).toBe(0)
})
