import type { HoldSupport } from '@contract/settings'
import type { HookState } from './key-hook/key-hook'

export interface HoldFacts {
  /** `portal`: it tells of presses and releases. `no-portal`: Wayland, where no hook sees keys. */
  readonly way: 'hook' | 'portal' | 'no-portal'
  /** The hook has a number for the key, and has not been found to miss it. */
  readonly keyKnown: boolean
  /** macOS: the app may see keys (Accessibility). */
  readonly trusted: boolean
  readonly hook: HookState
  /** A press and its release were seen, in this way and of this key. */
  readonly proved: boolean
}

/** Whether holding the shortcut can mean talking. A hook that is not needed is taken at its word. */
export function supportOf({ way, keyKnown, trusted, hook, proved }: HoldFacts): HoldSupport {
  if (way === 'portal') return { kind: 'hold', proved }
  if (way === 'no-portal') return { kind: 'toggle-only', why: 'portal' }
  if (!keyKnown) return { kind: 'toggle-only', why: 'key' }
  if (!trusted) return { kind: 'toggle-only', why: 'permission' }
  return hook === 'given-up' ? { kind: 'toggle-only', why: 'hook' } : { kind: 'hold', proved }
}
