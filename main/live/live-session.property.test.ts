/** Explores what can happen to a session, in any order and at any time, against what must hold. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { ConnectionFailure } from './live-errors'
import { STEADY_MS } from './reconnect-policy'
import { LONGEST_GOODBYE_MS, target, World, type Dial } from './session-world'

const MINUTE = 60_000

/** What the test itself knows of what was done. */
interface Model {
  /** The user has begun, and not ended; only the session may end it besides. */
  wanted: boolean
  asleep: boolean
  model: string
  /** The newest handle, for which model and when. */
  handle: { readonly value: string; readonly at: number; readonly model: string } | null
  /** How many dials there were when the user last had a say. */
  dialsAtWord: number
  notBefore: number
  attempt: number
  /** Connections that had been steady when that was counted. */
  steadies: number
}

const NEW_MODEL = (): Model => ({
  wanted: false,
  asleep: false,
  model: 'gemini-3.8-live',
  handle: null,
  dialsAtWord: 0,
  notBefore: 0,
  attempt: 0,
  steadies: 0,
})

class Step implements fc.AsyncCommand<Model, World> {
  constructor(
    private readonly name: string,
    private readonly act: (model: Model, world: World) => void | Promise<void>,
  ) {}
  check(): boolean {
    return true
  }
  async run(model: Model, world: World): Promise<void> {
    const before = world.dials.length
    await this.act(model, world)
    await world.clock.pass(0)
    // One dial or one connection, ever: also while the last one still says goodbye.
    expect(world.inUse.length).toBeLessThanOrEqual(1)
    world.sayGoodbyes()
    await world.clock.pass(0)
    holds(model, world, before)
  }
  toString(): string {
    return this.name
  }
}

/** What must hold after anything. */
function holds(model: Model, world: World, dialsBefore: number): void {
  const { session, dials, clock } = world
  const { kind } = session.state
  const dialing = dials.filter(({ state }) => state === 'dialing')
  const open = dials.filter(({ state, connection }) => state === 'live' && !connection.closed)
  expect(kind === 'live').toBe(open.length === 1)
  if (!model.wanted) expect(['idle', 'ended', 'failed']).toContain(kind)
  if (model.wanted && model.asleep) expect(['paused', 'failed']).toContain(kind)
  // Where nothing is on, nothing is left: no dial, no socket, no timer.
  if (!['connecting', 'live', 'reconnecting'].includes(kind)) {
    expect([dialing.length, open.length, clock.waiting]).toEqual([0, 0, 0])
  } else if (dialing.length + open.length === 0) expect(clock.waiting).toBe(1)
  for (const dial of dials.slice(dialsBefore)) dialHolds(model, world, dial)
}

function dialHolds(model: Model, world: World, dial: Dial): void {
  const { resumptionHandle, model: dialedModel } = dial.request.wishes
  expect(dialedModel).toBe(model.model)
  if (resumptionHandle !== null) {
    expect(resumptionHandle).toBe(model.handle?.value)
    expect(model.handle?.model).toBe(dialedModel)
    // Decided on before the last connection was gone.
    const age = dial.at - (model.handle?.at ?? 0)
    expect(age).toBeLessThanOrEqual(120 * MINUTE + LONGEST_GOODBYE_MS)
  }
  expect(dial.at).toBeGreaterThanOrEqual(model.notBefore)
  const own = world.dials.slice(model.dialsAtWord)
  const within = own.filter(({ at }) => at > dial.at - MINUTE && at <= dial.at)
  expect(within.length).toBeLessThanOrEqual(12)
}

/** The user says something: what was counted before counts no more. */
function word(model: Model, world: World, after = 0): void {
  model.dialsAtWord = world.dials.length + after
  model.notBefore = 0
}

const isOn = ({ session }: World): boolean =>
  ['connecting', 'live', 'reconnecting'].includes(session.state.kind)

const FAILURES: readonly ConnectionFailure[] = [
  { kind: 'network', code: 'ECONNRESET' },
  { kind: 'timeout', step: 'open' },
  { kind: 'timeout', step: 'setup' },
  { kind: 'closed', code: 1006, reason: '' },
  { kind: 'closed', code: 1011, reason: 'Internal error encountered.' },
  { kind: 'closed', code: 1011, reason: 'Maximum concurrent sessions' },
  { kind: 'closed', code: 1011, reason: 'You exceeded your current quota' },
  { kind: 'closed', code: 1007, reason: 'invalid argument' },
  { kind: 'closed', code: 1008, reason: 'The operation was aborted.' },
  { kind: 'upgrade-refused', status: 503 },
  { kind: 'upgrade-refused', status: 429, retryAfterMs: 20_000 },
  { kind: 'upgrade-refused', status: 403 },
]

/** A failure of the dial or connection that there is; the count of tries never falls by it. */
function fail(failure: ConnectionFailure): Step {
  return new Step(`fail ${JSON.stringify(failure)}`, async (model, world) => {
    const dial = world.last
    if (!dial || dial.state === 'over' || dial.connection.over) return
    const isSteady = dial.state === 'live' && world.clock.now() - dial.liveAt >= STEADY_MS
    const told = world.attempts.length
    dial.fail(failure)
    dial.connection.over = true
    await world.clock.pass(0)
    if (failure.kind === 'upgrade-refused') {
      model.notBefore = world.clock.now() + (failure.retryAfterMs ?? 0)
    }
    const attempt = world.attempts.slice(told).at(0)
    if (attempt === undefined) return
    if (isSteady) expect(attempt).toBe(1)
    // One that was steady and left in good order has made all before it good, too.
    else if (world.steadies === model.steadies) {
      expect(attempt).toBeGreaterThanOrEqual(model.attempt)
    }
    model.attempt = attempt
    model.steadies = world.steadies
  })
}

type Act = (model: Model, world: World) => void | Promise<void>
const always = (name: string, act: Act): fc.Arbitrary<Step> => fc.constant(new Step(name, act))
const each = <Value>(
  name: string,
  values: readonly Value[],
  act: (value: Value) => Act,
): fc.Arbitrary<Step> =>
  fc.constantFrom(...values).map((value) => new Step(`${name} ${String(value)}`, act(value)))

const start = always('start', (model, world) => {
  const begins = !isOn(world)
  model.wanted = true
  if (begins) {
    word(model, world, 1)
    model.attempt = 0
    model.asleep = false
    if (world.session.state.kind !== 'paused') model.handle = null
  }
  world.session.start(target(model.model))
})

const end = always('end', (model, world) => {
  model.wanted = false
  model.asleep = false
  void world.session.end()
})

const sleep = always('sleep', (model, world) => {
  if (isOn(world)) model.asleep = true
  world.session.sleep()
})

const wake = always('wake', (model, world) => {
  const { pauses } = world
  const slept = model.asleep
  model.asleep = false
  // How long it slept, nobody knows: the first try is made at once.
  if (slept || isOn(world)) model.notBefore = 0
  world.session.wake()
  if (slept || world.pauses > pauses) model.attempt = 0
})

const chooseModel = each(
  'model',
  ['gemini-3.8-live', 'gemini-3.1-flash-live-preview'],
  (wanted) => (model, world) => {
    model.model = wanted
    world.session.retarget(target(wanted))
  },
)

const succeed = always('succeed', (_model, { last }) => {
  if (last?.state === 'dialing') last.succeed()
})

const giveHandle = always('handle', (model, { last, clock }) => {
  if (last?.state !== 'live' || last.connection.over) return
  const value = `h${clock.now()}`
  model.handle = { value, at: clock.now(), model: model.model }
  last.events.onEvent({ type: 'resumption', handle: value })
})

const goAway = each('go-away', [null, 0, 3_000, 50_000], (timeLeftMs) => (_model, { last }) => {
  if (last?.state !== 'live' || last.connection.over) return
  last.events.onEvent({ type: 'go-away', timeLeftMs })
})

const late = always('late words', (_model, world) => {
  const { heard, session } = world
  const { state } = session
  for (const { events } of world.dials.slice(0, -1)) {
    events.onEvent({ type: 'turn-complete' })
    events.onEvent({ type: 'resumption', handle: 'late' })
    events.onEvent({ type: 'go-away', timeLeftMs: 0 })
    events.onEnd({ kind: 'closed', code: 1007, reason: 'late' })
    events.onAlive?.()
  }
  expect(session.state).toBe(state)
  expect(world.heard).toBe(heard)
})

const STEPS: fc.Arbitrary<Step>[] = [
  // More often than the rest: what leads further.
  ...[start, succeed, succeed, succeed, giveHandle, giveHandle],
  ...[start, end, sleep, wake, chooseModel, goAway, late],
  always('hurry', (_model, { session }) => session.hurry()),
  fc.constantFrom(...FAILURES).map(fail),
  each('quiet', [true, false], (quiet) => (_model, world) => void (world.quiet = quiet)),
  each('slow', [true, false], (slow) => (_model, world) => void (world.isSlow = slow)),
  each('random', [0, 0.5, 0.999], (random) => (_model, world) => void (world.random = random)),
  each(
    'pass',
    [0, 100, 299, 1_000, 9_999, 15_000, MINUTE, 11 * MINUTE, 121 * MINUTE],
    (ms) => (_model, world) => world.clock.pass(ms),
  ),
]

/** Once failed within so many runs: a goodbye took hours there. */
const ONCE_FAILED = { seeds: [1, 4, 5], runs: 60 }

const RUNS: readonly (readonly [seed: number, numRuns: number])[] = [
  [Number(process.env.SEED ?? 20_261_121), Number(process.env.RUNS ?? 150)],
  ...ONCE_FAILED.seeds.map((seed) => [seed, ONCE_FAILED.runs] as const),
]

it.each(RUNS)(
  'holds what it promises, whatever happens in whatever order (seed %i)',
  async (seed, numRuns) => {
    await fc.assert(
      fc.asyncProperty(fc.commands(STEPS, { maxCommands: 120, size: 'max' }), async (commands) => {
        await fc.asyncModelRun(() => ({ model: NEW_MODEL(), real: new World() }), commands)
      }),
      { seed, numRuns },
    )
  },
)
