import { appError, type AppError } from '@contract/errors'
import { describeFailure } from './live-errors'
import {
  BUDGET_MS,
  backOffMs,
  dialPauseMs,
  planReconnect,
  settled,
  STEADY_MS,
  withDial,
} from './reconnect-policy'
import {
  NEW_COURSE,
  type Course,
  type Gap,
  type Moment,
  type SessionEffect,
  type SessionEvent,
  type SessionModel,
  type SessionStep,
} from './session-model'

type Of<Kind extends SessionModel['kind']> = Extract<SessionModel, { kind: Kind }>
type Happens<Type extends SessionEvent['type']> = Extract<SessionEvent, { type: Type }>
type Transition<Kind extends SessionModel['kind'], Type extends SessionEvent['type']> = (
  model: Of<Kind>,
  event: Happens<Type>,
  moment: Moment,
) => SessionStep

type Transitions = {
  readonly [Kind in SessionModel['kind']]: {
    readonly [Type in SessionEvent['type']]?: Transition<Kind, Type>
  }
}

type Begun = Exclude<SessionModel, { kind: 'idle' | 'blocked' | 'ended' }>

const TELL: SessionEffect = { type: 'tell' }
const LET_GO: SessionEffect = { type: 'let-go' }
const REST: SessionEffect = { type: 'rest' }
const CLEAR: SessionEffect = { type: 'clear' }
const AGAIN: Gap = { cause: 'dropped', error: null }

/** What was begun and may be ended, with the course that it keeps. */
function begin(_model: SessionModel, { earlier }: Happens<'start'>, moment: Moment): SessionStep {
  const course: Course = earlier
    ? { ...NEW_COURSE, isContinued: true, handle: earlier.handle }
    : NEW_COURSE
  return dialAtUsersWord(course, { cause: 'start', error: null }, moment)
}

const goOn = ({ course }: Begun, _event: SessionEvent, moment: Moment): SessionStep =>
  dialAtUsersWord(settled(course), AGAIN, moment)

const end = (_model: Begun, _event: SessionEvent, { at }: Moment): SessionStep => ({
  model: { kind: 'ended', at },
  effects: [TELL, LET_GO, CLEAR],
})

/** Audio from before the sleep is of no use after it. */
const sleep = ({ course }: Begun, _event: SessionEvent, { at }: Moment): SessionStep => ({
  model: { kind: 'asleep', since: at, course: settled(course) },
  effects: [TELL, LET_GO, REST],
})

/** The first try after a sleep is made at once. */
const wake = ({ course }: Begun, _event: SessionEvent, moment: Moment): SessionStep =>
  dial(course, AGAIN, moment)

/** Whatever was waited for, or was being dialed over a network that is no more. */
function dialNow(
  { course, gap }: Of<'dialing' | 'waiting'>,
  _event: SessionEvent,
  moment: Moment,
): SessionStep {
  return dial(course, gap, moment)
}

function hurryUp(model: Of<'waiting'>, event: SessionEvent, moment: Moment): SessionStep {
  return moment.at < model.notBefore ? same(model) : dialNow(model, event, moment)
}

/** A dial that is under way, or would be made, asks for what was wanted before. */
function retarget(
  model: Of<'dialing' | 'waiting' | 'live'>,
  { keepsHandle }: Happens<'retarget'>,
  moment: Moment,
): SessionStep {
  const before = proven(model, moment)
  const course = keepsHandle ? before : forgetHandle(before)
  const gap: Gap = model.kind === 'live' ? { cause: 'settings-changed', error: null } : model.gap
  if (model.kind !== 'waiting') return dial(course, gap, moment)
  return { model: { ...model, course }, effects: [] }
}

const retargetLater = (
  model: Of<'asleep' | 'given-up'>,
  { keepsHandle }: Happens<'retarget'>,
): SessionStep =>
  keepsHandle
    ? same(model)
    : { model: { ...model, course: forgetHandle(model.course) }, effects: [] }

function join(
  { course, handle }: Of<'dialing'>,
  _event: SessionEvent,
  { at }: Moment,
): SessionStep {
  // A fresh session knows nothing of what was said.
  const isSeeded = (course.hasLived || course.isContinued) && handle === null
  const isRebuilt = isSeeded && course.hasLived && !course.isForgotten
  return {
    model: { kind: 'live', since: at, course: { ...course, hasLived: true, isForgotten: false } },
    effects: [{ type: 'join', isSeeded, isRebuilt }, TELL],
  }
}

const keepHandle = (
  model: Of<'live'>,
  { handle }: Happens<'handle'>,
  { at }: Moment,
): SessionStep => ({
  model: { ...model, course: { ...model.course, handle: { value: handle, at } } },
  effects: [],
})

/** In good order: the handle is kept, however often it happens, within the budget. */
function leave(model: Of<'live'>, { why }: Happens<'leave'>, moment: Moment): SessionStep {
  // Without a handle nothing is gained by leaving before one is sent away.
  if (why === 'age' && model.course.handle === null) return same(model)
  const gap: Gap = { cause: 'go-away', error: null }
  if (isSteady(model, moment)) return dial(settled(model.course), gap, moment)
  // A server that sends away every connection is left alone for longer and longer, then for good.
  const { failures } = model.course
  const downSince = model.course.downSince ?? moment.at
  if (moment.at - downSince >= BUDGET_MS) {
    return giveUp(model.course, appError('connection-lost', 'sent away each time'), moment)
  }
  const course = { ...model.course, downSince, failures: failures + 1 }
  return wait(course, gap, backOffMs(failures, moment.random), moment)
}

function fail(
  model: Of<'dialing' | 'live'>,
  { failure }: Happens<'failed'>,
  moment: Moment,
): SessionStep {
  const wasLive = model.kind === 'live'
  const hadHandle = model.kind === 'dialing' && model.handle !== null
  const before = proven(model, moment)
  const plan = planReconnect(before, { failure, wasLive, hadHandle }, moment)
  const error = describeFailure(failure)
  switch (plan.kind) {
    case 'block':
      return { model: { kind: 'blocked', error }, effects: [TELL, LET_GO, CLEAR] }
    case 'give-up':
      return giveUp(before, error, moment)
    case 'retry': {
      const cause = wasLive ? 'dropped' : model.gap.cause
      const next = wait(plan.course, { cause, error }, plan.delayMs, moment, plan.atLeastMs)
      if (!plan.dropsWaiting) return next
      return { ...next, effects: [...next.effects, { type: 'drop-waiting' }] }
    }
  }
}

const giveUp = (course: Course, error: AppError, { at }: Moment): SessionStep => ({
  model: { kind: 'given-up', since: at, error, course: settled(course) },
  effects: [TELL, LET_GO, REST],
})

/** Dials now, or as soon as it is not too often. */
function dial(course: Course, gap: Gap, moment: Moment): SessionStep {
  const pauseMs = dialPauseMs(course.dials, moment.at)
  if (pauseMs > 0) return wait(course, gap, pauseMs, moment)
  return dialWith(withDial(course, moment.at), gap, moment)
}

/** The user's own word is never made to wait. */
function dialAtUsersWord(course: Course, gap: Gap, moment: Moment): SessionStep {
  const dialed = withDial(course, moment.at)
  return dialWith({ ...dialed, dials: [] }, gap, moment)
}

function dialWith(course: Course, gap: Gap, { at }: Moment): SessionStep {
  const handle = course.handle?.value ?? null
  return {
    model: { kind: 'dialing', since: at, handle, gap, course },
    effects: [TELL, LET_GO, { type: 'dial', handle }],
  }
}

function wait(
  course: Course,
  gap: Gap,
  delayMs: number,
  moment: Moment,
  atLeastMs = 0,
): SessionStep {
  const ms = Math.max(delayMs, dialPauseMs(course.dials, moment.at))
  if (ms === 0) return dialWith(withDial(course, moment.at), gap, moment)
  const { at } = moment
  return {
    model: {
      kind: 'waiting',
      since: at,
      until: at + ms,
      notBefore: at + atLeastMs,
      gap,
      course,
    },
    effects: [TELL, LET_GO, { type: 'wait', ms }],
  }
}

const isSteady = ({ since }: Of<'live'>, { at }: Moment): boolean => at - since >= STEADY_MS

/** What the course has come to: a connection that was steady has shown that all is well. */
const proven = (model: Of<'dialing' | 'waiting' | 'live'>, moment: Moment): Course =>
  model.kind === 'live' && isSteady(model, moment) ? settled(model.course) : model.course

const forgetHandle = (course: Course): Course => ({ ...course, handle: null, isForgotten: true })

const same = (model: SessionModel): SessionStep => ({ model, effects: [] })

/** The whole life of a session; what a state does not name cannot happen in it. */
const TRANSITIONS: Transitions = {
  idle: { start: begin },
  dialing: { connected: join, failed: fail, hurry: dialNow, sleep, retarget, end },
  live: { failed: fail, handle: keepHandle, leave, sleep, retarget, end },
  waiting: { due: dialNow, hurry: hurryUp, sleep, retarget, end },
  // Whoever begins anew at an open lid need not wait until the system says that it is awake.
  asleep: { wake, start: goOn, retarget: retargetLater, end },
  'given-up': { start: goOn, retarget: retargetLater, end },
  blocked: { start: begin },
  ended: { start: begin },
}

/** What follows; the same model and nothing to do when nothing of the kind can happen in it. Pure. */
export function nextSession(model: SessionModel, event: SessionEvent, moment: Moment): SessionStep {
  const transition = TRANSITIONS[model.kind][event.type] as
    ((model: SessionModel, event: SessionEvent, moment: Moment) => SessionStep) | undefined
  return transition ? transition(model, event, moment) : same(model)
}
