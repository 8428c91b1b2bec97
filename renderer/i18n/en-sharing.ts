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
    excluded: 'Windows that are never shown',
    excludedHint:
      'A window with one of these words in its title is never offered. While one is open, sharing of a screen pauses within about a second.',
    excludedWayland:
      'Wayland does not tell which windows are open, so sharing of a screen cannot pause for them.',
    excludedLabel: 'Part of a window’s title',
    excludedExample: 'For example: bank',
    excludedAdd: 'Add',
    excludedRemove: (title: string) => `Remove ${title}`,
    remove: 'Remove',
    pausedHint: 'Nothing is sent. It goes on by itself.',
  },
}
