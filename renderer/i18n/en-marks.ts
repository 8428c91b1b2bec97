import type { MarkShortcutStatus } from '@contract/settings'

/** The words of marks, and of what else happens while a conversation is on. */
export const marks = {
  marks: {
    label: 'Marks',
    mark: 'Mark this moment',
    hint: (keys: string) => `${keys} marks a moment from any app.`,
    marked: (time: string) => `Marked at ${time}`,
    undo: 'Undo',
    remove: (time: string) => `Remove the mark at ${time}`,
    shortcut: 'Shortcut that marks a moment',
    change: 'Change the shortcut that marks a moment',
    status: {
      off: 'Works from any app while a conversation is on.',
      registered: 'Works now, from any app.',
      taken:
        'Another app, or the other shortcut, has these keys. Choose others, or use the button.',
      invalid: 'These keys cannot be used. Choose others, or use the button.',
      unsupported: 'Wayland gives apps no such shortcut. Use the button.',
    } satisfies Record<MarkShortcutStatus, string>,
  },
  happened: {
    shared: (name: string) => `Sharing: ${name}`,
    'share-ended': (name: string) => `No longer shared: ${name}`,
  },
  kept: {
    days: 'Keep conversations',
    daysHint:
      'Older ones are deleted for good, but for those that are pinned. Kept on this computer alone.',
    daysOf: (days: number) => (days === 0 ? 'Not at all' : `For ${days} days`),
    forEver: 'For ever',
    limit: 'Size of the library',
    limitHint:
      'When it grows beyond this, the oldest conversations that are not pinned are deleted.',
    limitOf: (mb: number) => `Up to ${mb / 1_000} GB`,
    noLimit: 'As large as it needs to be',
    size: (conversations: string, size: string) => `Now: ${conversations}, ${size}`,
    fewerTitle: 'Delete what is older now?',
    fewerBody:
      'Conversations that are not kept any longer under this choice are deleted for good, and cannot be brought back. Pinned ones stay.',
    fewerConfirm: 'Delete them',
    pictures: 'Keep pictures whole',
    picturesHint:
      'The library keeps a small copy of each picture that the assistant was sent. Switched on, it keeps the picture itself too, from now on; only on this computer, and deleted with its conversation.',
  },
}
