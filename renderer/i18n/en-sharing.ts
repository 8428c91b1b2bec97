/** The words of switching, pausing and protecting what is shared. */
export const sharing = {
  sharing: {
    switchSource: 'Switch source',
    switchTo: 'Switch to this',
    switching: 'switching…',
    paused: {
      'screen-locked': 'paused while the screen is locked',
      'excluded-window': (name: string) => `paused while “${name}” is open`,
    },
    pausedHint: 'Nothing is sent. It goes on by itself.',
  },
}
