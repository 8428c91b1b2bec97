/** A key with its modifiers, in the numbers of `uiohook-napi` (`UiohookKey`). */
export interface WatchedKey {
  readonly keycode: number
  /** Which must be down, and no other. */
  readonly modifiers: readonly Modifier[]
}

export type Modifier = 'ctrl' | 'alt' | 'shift' | 'meta'
export const MODIFIERS: readonly Modifier[] = ['ctrl', 'alt', 'shift', 'meta']

/** Left and right. */
const MODIFIER_KEYCODES: Readonly<Record<Modifier, readonly number[]>> = {
  ctrl: [29, 3613],
  alt: [56, 3640],
  shift: [42, 54],
  meta: [3675, 3676],
}

/** The part of a hook's event that decides. */
export interface KeyEvent {
  readonly keycode: number
  readonly ctrlKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
  readonly metaKey: boolean
}

/**
 * `up`: the key is not down. `held`: it went down with its modifiers. `let-go`: a modifier has gone
 * up, the key itself has not, so what still repeats is no new press.
 */
export type WatchState = 'up' | 'held' | 'let-go'

export interface Watched {
  readonly state: WatchState
  /** What may be told to others; of every other key, nothing ever. */
  readonly report: 'down' | 'up' | null
}

const quiet = (state: WatchState): Watched => ({ state, report: null })

/** A key of the keyboard went down. A key that is held repeats, late and in bursts. */
export function onKeyDown(state: WatchState, event: KeyEvent, key: WatchedKey): Watched {
  if (event.keycode !== key.keycode) return quiet(state)
  if (state !== 'up') return quiet(state)
  return hasModifiers(event, key) ? { state: 'held', report: 'down' } : quiet('up')
}

/** A key of the keyboard went up; the release is the key's or any of its modifiers'. */
export function onKeyUp(state: WatchState, event: KeyEvent, key: WatchedKey): Watched {
  if (event.keycode === key.keycode) {
    return { state: 'up', report: state === 'held' ? 'up' : null }
  }
  if (state === 'held' && isModifierOf(event.keycode, key)) return { state: 'let-go', report: 'up' }
  return quiet(state)
}

function hasModifiers(event: KeyEvent, { modifiers }: WatchedKey): boolean {
  const down: Readonly<Record<Modifier, boolean>> = {
    ctrl: event.ctrlKey,
    alt: event.altKey,
    shift: event.shiftKey,
    meta: event.metaKey,
  }
  return MODIFIERS.every((modifier) => down[modifier] === modifiers.includes(modifier))
}

function isModifierOf(keycode: number, { modifiers }: WatchedKey): boolean {
  return modifiers.some((modifier) => MODIFIER_KEYCODES[modifier].includes(keycode))
}
