/** Whether the screen of a Linux desktop is locked, put together from those that tell of it. */

export interface LockFacts {
  /** Those that say that it is locked, by name: screen savers, and the login session. */
  readonly lockedBy: readonly string[]
  /** The session was asked to lock, and nobody has said yet that it is unlocked. */
  readonly isRequested: boolean
}

export type LockWord =
  | { readonly kind: 'state'; readonly by: string; readonly isLocked: boolean }
  /** `loginctl lock-session` and `unlock-session`. */
  | { readonly kind: 'request'; readonly isLocked: boolean }
  /** The request is an old one. */
  | { readonly kind: 'request-expired' }

export const UNLOCKED: LockFacts = { lockedBy: [], isRequested: false }

/** Locked as long as anybody says so: a desktop has more than one to ask. */
export const isLocked = ({ lockedBy, isRequested }: LockFacts): boolean =>
  isRequested || lockedBy.length > 0

export function reduceLock(facts: LockFacts, word: LockWord): LockFacts {
  switch (word.kind) {
    case 'state': {
      const others = facts.lockedBy.filter((name) => name !== word.by)
      if (word.isLocked) return { ...facts, lockedBy: [...others, word.by] }
      // Who unlocks with a password makes no request for it: the lock's own word ends that too.
      const wasLocked = others.length < facts.lockedBy.length
      return { lockedBy: others, isRequested: facts.isRequested && !wasLocked }
    }
    case 'request':
      return { ...facts, isRequested: word.isLocked }
    case 'request-expired':
      // Nobody has locked, or one that never tells: no pause without an end.
      return facts.lockedBy.length > 0 ? facts : { ...facts, isRequested: false }
  }
}
