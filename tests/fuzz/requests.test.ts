/** Any argument on any channel: the real dispatcher, schemas, handlers and engine, without a window. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { REQUEST_CHANNELS } from '@contract/channels'
import { ok, type Result } from '@contract/errors'
import { requestSchemas, type RequestName } from '@contract/ipc'
import { settingsSchema } from '@contract/settings'
import type { Engine } from '@main/engine'
import { KnownSecrets } from '@main/known-secrets'
import { silentLog, type Log } from '@main/log'
import { createRequestHandlers, type Answerers } from '../../electron/ipc/requests'
import { TypedIpc } from '../../electron/ipc/typed-ipc'
import { APP_ORIGIN } from '../../electron/origin'
import { settledSlope, type Sample } from '../soak/slope'
import { argumentsFor } from './arguments'
import { engineAt } from './engine-for-tests'
import { countUnhandled, heapBytes, isLong, PATIENCE_MS, PLAN, SEED } from './plan'
import { report } from './result'

const electron = vi.hoisted(() => {
  type Handler = (event: unknown, argument: unknown) => Promise<unknown>
  // Only the dispatcher itself may name its door, so that the linter can watch it.
  const door = ['ipc', 'Main'].join('')
  return { door, handlers: new Map<string, Handler>(), opened: new Array<unknown>() }
})
vi.mock('electron', () => ({
  [electron.door]: {
    handle: (channel: string, handler: (event: unknown, argument: unknown) => Promise<unknown>) =>
      electron.handlers.set(channel, handler),
    on: () => undefined,
  },
  shell: {
    openExternal: (url: unknown) => {
      electron.opened.push(url)
      return Promise.resolve()
    },
  },
  systemPreferences: {},
}))
// Every dial fails: what is of interest ends before it.
vi.mock('@main/live/live-client', async (importOriginal) => {
  const { ConnectError } = await import('@main/live/live-errors')
  return {
    ...(await importOriginal<object>()),
    connectThrough: () => () =>
      Promise.reject(new ConnectError({ kind: 'network', code: 'ECONNREFUSED' })),
  }
})

const frame = { origin: APP_ORIGIN, parent: null }
const contents = { mainFrame: frame, isDestroyed: () => false, send: () => undefined }
const EVENT = { sender: contents, senderFrame: frame }
/** Each request comes a minute after the one before: how often one may come is another test's. */
const BETWEEN_MS = 60_000
const REFUSED = { ok: false, error: { reason: 'request-invalid' } }
/** So many in a row on one channel, then on the next. */
const ROUND = 50
/** Heap that may be left for each million of requests, in bytes. */
const MOST_GROWTH_BYTES = 8 * 1024 * 1024

/** How often the shell was asked to do something. */
interface Effects {
  count: number
}

/** The shell's part of the answers, written down instead of done. */
function shellOf(engine: Engine, effects: Effects): Answerers {
  const note = (name: RequestName) => (argument?: unknown) => {
    expectInSchema(name, argument)
    effects.count += 1
    return Promise.resolve(ok(null))
  }
  const shell = {
    engine,
    secrets: new KnownSecrets(),
    logFile: { path: null },
    pageWatch: { answered: () => void note('answerHeartbeat')() },
    sharing: {
      listCandidates: () => Promise.resolve([]),
      start: note('startSharing'),
    },
    regions: { select: note('selectRegion') },
    markShortcut: { change: note('setMarkShortcut') },
    shortcut: {
      change: note('setShortcut'),
      test: note('testShortcut'),
      allowHolding: note('allowHolding'),
    },
    openings: { noteOpened: (turn: number) => void note('noteOpened')({ turn }) },
    demo: { enter: note('startDemo'), leave: note('leaveDemo') },
    updates: {
      check: note('checkForUpdates'),
      download: note('downloadUpdate'),
      install: note('installUpdate'),
      dismiss: () => void note('dismissUpdate')(),
    },
    lifecycle: {
      restart: () => void note('restartApp')(),
      quit: () => void note('quitApp')(),
    },
  }
  return shell as unknown as Answerers
}

describe('requests', () => {
  it(
    'row 76: whatever their arguments, nothing crashes, and what no schema wants changes nothing',
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'sightline-requests-'))
      const engine = await engineAt(folder)
      const effects: Effects = { count: 0 }
      const windows = (): readonly never[] => [contents as never]
      // A handler that throws is a bug, and logged as one.
      const failures: string[] = []
      const log: Log = {
        ...silentLog,
        warn: (event) => {
          if (event === 'request-failed') failures.push(event)
        },
      }
      const ipc = new TypedIpc(windows, log, (text) => text)
      ipc.handleAll(createRequestHandlers(shellOf(engine, effects)))
      const unhandled = countUnhandled()
      const names = Object.keys(REQUEST_CHANNELS) as RequestName[]
      const heap: Sample[] = []
      const from = performance.now()
      let clock = from
      // Not a spy of vitest's: that remembers every call.
      const realNow = performance.now.bind(performance)
      performance.now = () => (clock += BETWEEN_MS)
      let tried = 0
      let accepted = 0
      for (let round = 0; tried < PLAN.argumentsPerChannel * names.length; round += 1) {
        for (const [at, name] of names.entries()) {
          const schema = requestSchemas[name]
          const seed = SEED + round * names.length + at
          for (const argument of fc.sample(argumentsFor(schema), { seed, numRuns: ROUND })) {
            const what = `${name}, seed ${seed}: ${fc.stringify(argument)}`
            const fits = schema.safeParse(argument).success
            const before = engine.state.current
            const [done, opened] = [effects.count, electron.opened.length]
            const answer = electron.handlers.get(REQUEST_CHANNELS[name])?.(EVENT, argument)
            if (fits) {
              const result = (await answer) as Result<unknown>
              expect(typeof result.ok, what).toBe('boolean')
              expect(failures, what).toEqual([])
              accepted += 1
            } else {
              // Of what is refused nothing happens, not even later.
              expect(engine.state.current, what).toBe(before)
              expect(await answer, what).toMatchObject(REFUSED)
              expect([effects.count, electron.opened.length], what).toEqual([done, opened])
            }
            tried += 1
          }
        }
        heap.push({ at: tried / 1_000_000, value: heapBytes() })
      }
      performance.now = realNow
      await engine.close()
      unhandled.stop()
      const kept: unknown = JSON.parse(await readFile(join(folder, 'settings.json'), 'utf8'))
      expect(settingsSchema.strict().parse(kept)).toEqual(kept)
      await rm(folder, { recursive: true })
      const growth = settledSlope(heap)
      report({
        name: 'requests',
        seed: SEED,
        seconds: Math.round((performance.now() - from) / 1_000),
        figures: {
          channels: names.length,
          'tried on each': PLAN.argumentsPerChannel,
          tried,
          accepted,
          effects: effects.count,
          unhandled: unhandled.count,
          'heap KiB per million': Math.round(growth / 1024),
        },
      })
      expect(unhandled.count).toBe(0)
      expect(electron.opened).toEqual([])
      if (isLong) expect(growth).toBeLessThan(MOST_GROWTH_BYTES)
    },
    PATIENCE_MS,
  )
})

/** What reached the shell is what its schema lets through. */
function expectInSchema(name: RequestName, argument: unknown): void {
  const fields: Partial<Record<RequestName, string>> = {
    setShortcut: 'accelerator',
    setMarkShortcut: 'accelerator',
    testShortcut: 'on',
    selectRegion: 'screenId',
  }
  const field = fields[name]
  const whole = field === undefined ? argument : { [field]: argument }
  expect(requestSchemas[name].safeParse(whole).success, `${name} ${fc.stringify(whole)}`).toBe(true)
}
