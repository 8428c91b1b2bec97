/**
 * The table of what follows from what, pure. Whatever happens: while a conversation is on nothing is
 * asked, loaded or installed, and what was under way then is dropped and begun anew later.
 */
import { appError, type AppError } from '@contract/errors'
import type { OfferedUpdate } from '@contract/updates'
import type {
  UpdateEffect,
  UpdateEvent,
  UpdateModel,
  UpdatePhase,
  UpdateStep,
} from './update-model'

/** What the user may ask for. */
export type UpdateRequest = 'check' | 'download' | 'install'

const to = (model: UpdateModel, phase: UpdatePhase, ...effects: UpdateEffect[]): UpdateStep => ({
  model: { ...model, phase },
  effects,
})

const stay = (model: UpdateModel): UpdateStep => ({ model, effects: [] })

/** Nothing is known of a newer version. */
const rest = (model: UpdateModel, outcome: 'unknown' | 'newest' = 'unknown'): UpdatePhase =>
  model.automatic || outcome === 'newest' ? { kind: 'idle', outcome } : { kind: 'off' }

/** Why a request is not taken now; `null`: it is. One that would change nothing is taken. */
export function refusalOf({ phase, busy }: UpdateModel, request: UpdateRequest): AppError | null {
  if (busy && phase.kind !== 'impossible') return appError('conversation-is-on')
  return isThere(phase, request) ? null : appError('update-gone')
}

/** Whether there is something to be downloaded or installed; it may just have been withdrawn. */
function isThere(phase: UpdatePhase, request: UpdateRequest): boolean {
  if (request === 'check') return true
  if (phase.kind === 'ready' || phase.kind === 'installing') return true
  if (request === 'install') return false
  return 'update' in phase && phase.update !== null
}

export function nextUpdate(model: UpdateModel, event: UpdateEvent): UpdateStep {
  if (model.phase.kind === 'impossible') return stay(model)
  switch (event.type) {
    case 'automatic':
      return followSwitch({ ...model, automatic: event.on })
    case 'busy':
      return event.on ? pause({ ...model, busy: true }) : goOn({ ...model, busy: false })
    case 'due':
      return look(model, false)
    case 'check':
      return model.busy ? stay(model) : look(model, true)
    case 'found':
      return found(model, event.update)
    case 'none':
      // Also before a download: what was offered has been withdrawn.
      return model.phase.kind === 'checking' || model.phase.kind === 'downloading'
        ? to(model, rest(model, 'newest'))
        : stay(model)
    case 'failed':
      return to(model, failed(model.phase, event.error))
    case 'download':
      return download(model)
    case 'progress':
      return model.phase.kind === 'downloading'
        ? to(model, { ...model.phase, percent: event.percent })
        : stay(model)
    case 'downloaded':
      return model.phase.kind === 'downloading'
        ? to(model, { kind: 'ready', update: model.phase.update, dismissed: false })
        : stay(model)
    case 'dismiss':
      return dismiss(model)
    case 'install':
      return model.phase.kind === 'ready' && !model.busy
        ? to(model, { kind: 'installing', update: model.phase.update }, 'install')
        : stay(model)
  }
}

/** What the user has asked for goes on, whatever the switch says; what nobody asked for does not. */
function followSwitch(model: UpdateModel): UpdateStep {
  const { phase, automatic } = model
  if (automatic) return phase.kind === 'off' ? to(model, rest(model)) : stay(model)
  const quiet = { ...model, isLookDue: false }
  if (phase.kind === 'checking' && !phase.asked) return to(quiet, { kind: 'off' }, 'cancel')
  const isForgotten =
    phase.kind === 'idle' ||
    phase.kind === 'offered' ||
    (phase.kind === 'failed' && phase.during === 'check')
  return isForgotten ? to(quiet, { kind: 'off' }) : stay(quiet)
}

function pause(model: UpdateModel): UpdateStep {
  const { phase } = model
  switch (phase.kind) {
    case 'checking':
      return to({ ...model, isLookDue: true }, phase.before ?? rest(model), 'cancel')
    case 'downloading':
      return to(model, { kind: 'held', update: phase.update }, 'cancel')
    case 'installing':
      return to(model, { kind: 'ready', update: phase.update, dismissed: false }, 'cancel')
    case 'off':
    case 'impossible':
    case 'idle':
    case 'offered':
    case 'held':
    case 'ready':
    case 'failed':
      return stay(model)
  }
}

function goOn(model: UpdateModel): UpdateStep {
  if (model.phase.kind === 'held') return begin(model, model.phase.update)
  return model.isLookDue ? look(model, false) : stay(model)
}

/** A version that is being fetched, or is here, is not looked past. */
function look(model: UpdateModel, asked: boolean): UpdateStep {
  const { phase, busy, automatic } = model
  if (!asked && busy) return stay({ ...model, isLookDue: automatic || model.isLookDue })
  if (!asked && !automatic && !model.isLookDue) return stay(model)
  const looking = { ...model, isLookDue: false }
  switch (phase.kind) {
    case 'off':
    case 'idle':
      return to(looking, { kind: 'checking', asked, before: null }, 'check')
    case 'offered':
      return to(looking, { kind: 'checking', asked, before: phase }, 'check')
    case 'failed': {
      // What failed to be installed stays told until the user has seen it.
      const mayLook = asked || phase.during === 'check'
      return mayLook
        ? to(looking, { kind: 'checking', asked, before: null }, 'check')
        : stay(looking)
    }
    case 'checking':
      return to(looking, { ...phase, asked: phase.asked || asked })
    case 'impossible':
    case 'held':
    case 'downloading':
    case 'ready':
    case 'installing':
      return stay(looking)
  }
}

/**
 * A version that was dismissed stays so, unless the user asks again. Before each download it is looked
 * once more: another version is not the one that the user agreed to, and is offered.
 */
function found(model: UpdateModel, update: OfferedUpdate): UpdateStep {
  const { phase } = model
  if (phase.kind === 'downloading') {
    return phase.update.version === update.version
      ? stay(model)
      : to(model, { kind: 'offered', update, dismissed: false })
  }
  if (phase.kind !== 'checking') return stay(model)
  const { asked, before } = phase
  const wasDismissed = before?.dismissed === true && before.update.version === update.version
  return to(model, { kind: 'offered', update, dismissed: wasDismissed && !asked })
}

function failed(phase: UpdatePhase, error: AppError): UpdatePhase {
  switch (phase.kind) {
    case 'checking':
      // Nobody asked: what was on offer still is.
      if (phase.before !== null && !phase.asked) return phase.before
      return { kind: 'failed', during: 'check', error, update: null }
    case 'downloading':
      return { kind: 'failed', during: 'download', error, update: phase.update }
    case 'installing':
      return { kind: 'failed', during: 'install', error, update: phase.update }
    case 'off':
    case 'impossible':
    case 'idle':
    case 'offered':
    case 'held':
    case 'ready':
    case 'failed':
      return phase
  }
}

function download(model: UpdateModel): UpdateStep {
  const { phase, busy } = model
  if (busy) return stay(model)
  if (phase.kind === 'offered') return begin(model, phase.update)
  if (phase.kind === 'failed' && phase.update !== null) return begin(model, phase.update)
  return stay(model)
}

const begin = (model: UpdateModel, update: OfferedUpdate): UpdateStep =>
  to(model, { kind: 'downloading', update, percent: 0 }, 'download')

function dismiss(model: UpdateModel): UpdateStep {
  const { phase } = model
  switch (phase.kind) {
    case 'offered':
    case 'ready':
      return to(model, { ...phase, dismissed: true })
    case 'downloading':
      return to(model, { kind: 'offered', update: phase.update, dismissed: true }, 'cancel')
    case 'held':
      return to(model, { kind: 'offered', update: phase.update, dismissed: true })
    case 'failed':
      return phase.update === null
        ? to(model, rest(model))
        : to(model, { kind: 'offered', update: phase.update, dismissed: true })
    case 'checking': {
      // The offer that stands while nobody has asked.
      const before = phase.before && { ...phase.before, dismissed: true }
      return to(model, { ...phase, before })
    }
    case 'off':
    case 'impossible':
    case 'idle':
    case 'installing':
      return stay(model)
  }
}
