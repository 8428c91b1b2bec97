/**
 * One press out of two witnesses. The global shortcut says which press is ours and swallows it, but
 * sees no release and, on X11, comes again and again while the key is held. The hook sees press and
 * release. They reach the app on different ways, in any order.
 */

/** How far apart the two may tell of one press, in ms; 5 to 13 were seen. */
const PAIR_MS = 250
/** A press without the hook's word for so long, in ms, is one whose release will not be seen. */
export const CONFIRM_MS = 150
/** Keys repeat every 25 to 100 ms; no finger taps as fast. */
const REPEAT_MS = 120
/** The first repeat comes 500 to 660 ms after the press by the defaults of X11's desktops. */
const FIRST_REPEAT_MS = 700

export interface PressState {
  /** `unconfirmed`: the shortcut came, and the hook has not seen it yet. */
  readonly phase: 'up' | 'unconfirmed' | 'held'
  /** The hook is in place, so that a release will be seen. */
  readonly hooked: boolean
  /** The key may have been down when the hook came: what it sees before a release are repeats. */
  readonly mayRepeat: boolean
  /** The hook's last press, until it is paired with the shortcut's, and whether it is over. */
  readonly hookPress: { readonly at: number; readonly over: boolean } | null
  /** A shortcut that was passed over until the hook has its word. */
  readonly pendingAt: number | null
  readonly lastShortcutAt: number
}

export type PressEvent =
  | { readonly kind: 'shortcut' | 'hook-down' | 'hook-up' | 'unconfirmed' | 'lost' }
  | { readonly kind: 'hooked'; readonly hooked: boolean }

/**
 * `tap`: came, and where no release is seen, went. `unseen-up`: after a `down`, the release turned
 * out to be invisible. `lost`: after a `down`, the release can no longer be seen.
 */
export type PressWord = 'down' | 'up' | 'unseen-up' | 'tap' | 'lost'

export interface Pressed {
  readonly state: PressState
  readonly words: readonly PressWord[]
}

export const NOT_PRESSED: PressState = {
  phase: 'up',
  hooked: false,
  mayRepeat: false,
  hookPress: null,
  pendingAt: null,
  lastShortcutAt: -Infinity,
}

/** @param at when the event came, in ms of a steady clock. */
export function press(state: PressState, event: PressEvent, at: number): Pressed {
  switch (event.kind) {
    case 'shortcut':
      return shortcut({ ...state, lastShortcutAt: at }, at, at - state.lastShortcutAt)
    case 'hook-down':
      return hookDown(state, at)
    case 'hook-up':
      return hookUp(state)
    case 'unconfirmed':
      return state.phase === 'unconfirmed' ? released(state, 'unseen-up') : silent(state)
    case 'lost':
      return lost(state)
    case 'hooked':
      return event.hooked ? hooked(state, at) : unhooked(state, at)
  }
}

function hooked(state: PressState, at: number): Pressed {
  return silent({ ...state, hooked: true, mayRepeat: at - state.lastShortcutAt < FIRST_REPEAT_MS })
}

const silent = (state: PressState): Pressed => ({ state, words: [] })

function shortcut(state: PressState, at: number, sinceLast: number): Pressed {
  if (state.phase !== 'up' || sinceLast < REPEAT_MS) return silent(state)
  const { hooked, hookPress } = state
  const mayRepeat = sinceLast < FIRST_REPEAT_MS
  if (state.mayRepeat) {
    return mayRepeat ? silent(state) : shortcut({ ...state, mayRepeat: false }, at, sinceLast)
  }
  if (!hooked) return { state, words: mayRepeat ? [] : ['tap'] }
  if (hookPress && at - hookPress.at < PAIR_MS) return paired(state, hookPress.over)
  if (mayRepeat) return silent({ ...state, pendingAt: at }) // unless the hook sees a press too
  return { state: { ...state, phase: 'unconfirmed' }, words: ['down'] }
}

function hookDown(state: PressState, at: number): Pressed {
  if (state.phase === 'unconfirmed') return silent({ ...state, phase: 'held' })
  if (state.phase === 'held' || state.mayRepeat) return silent(state)
  const { pendingAt } = state
  if (pendingAt !== null && at - pendingAt < PAIR_MS) return paired(state, false)
  return silent({ ...state, hookPress: { at, over: false } })
}

function hookUp({ mayRepeat, ...before }: PressState): Pressed {
  const state = { ...before, mayRepeat: false }
  if (mayRepeat) return silent(state)
  if (state.phase === 'held') return released(state, 'up')
  if (!state.hookPress) return silent(state)
  return silent({ ...state, hookPress: { ...state.hookPress, over: true } })
}

/** Both have seen it; it may be over already. */
function paired(state: PressState, over: boolean): Pressed {
  const known = { ...state, hookPress: null, pendingAt: null }
  if (!over) return { state: { ...known, phase: 'held' }, words: ['down'] }
  return { state: known, words: ['down', 'up'] }
}

function released(state: PressState, word: PressWord): Pressed {
  return { state: { ...state, phase: 'up' }, words: [word] }
}

function lost(state: PressState): Pressed {
  const forgotten = { ...state, hookPress: null, pendingAt: null }
  return state.phase === 'up' ? silent(forgotten) : released(forgotten, 'lost')
}

/** Without the hook only taps are left; what still repeats of a lost press is none. */
function unhooked(state: PressState, at: number): Pressed {
  const next = lost({ ...state, hooked: false })
  const wasDown = state.phase !== 'up'
  return wasDown ? { ...next, state: { ...next.state, lastShortcutAt: at } } : next
}
