import type { HoldSupport } from '@contract/settings'

type WhyNot = Extract<HoldSupport, { kind: 'toggle-only' }>['why']

/** The words for holding the shortcut, and for *Press it now*. */
export const shortcut = {
  hold: {
    works: 'In push-to-talk: hold it to talk, or tap it to start and to stop.',
    untried: 'Holding it was not tried since Sightline started: press it now to be sure.',
    tapOnly: 'Holding it does not work: tap it to start, tap it again to stop.',
    why: {
      permission:
        'macOS has not allowed Sightline to see keys, so it cannot notice when you let go.',
      portal: 'This Wayland desktop does not tell Sightline when you let go of a key.',
      key: 'Sightline cannot see when you let go of this key. F8, for instance, can be held.',
      hook: 'The part of Sightline that notices when you let go of a key could not be started.',
    } satisfies Record<WhyNot, string>,
    allow: 'Allow holding',
    allowHint:
      'Switch Sightline on in System Settings › Privacy & Security › Accessibility, then come back.',
    tryAgain: 'Try again',
    libraryHint: 'On Linux it needs the library libXt (package libxt6) and an X11 desktop.',
  },
  proof: {
    start: 'Press it now',
    hint: 'Tries the shortcut: it does nothing else meanwhile.',
    waiting: (keys: string) => `Press ${keys} now, in any window.`,
    down: 'It is down. Let go of it.',
    held: (milliseconds: string) => `It works: held for ${milliseconds} ms.`,
    tapped: 'It works: the press arrived.',
    nothing: (keys: string) =>
      `${keys} did not arrive within ten seconds. Another app or the desktop may keep it: choose another.`,
  },
}
