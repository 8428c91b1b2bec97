import type { SafeModeAction } from '@contract/safe-mode'

/** The words of the page that stands in when the window cannot be kept up. */
export const safeModeWords = {
  title: 'The window stopped working',
  what: 'It closed by itself three times within a minute, so it was not opened again. Your conversations are saved. Nothing is heard, seen or shared now.',
  talking: 'A conversation is still on, and can be ended here.',
  actions: {
    reopen: 'Open the window again',
    restart: 'Restart Sightline',
    end: 'End conversation',
    copy: 'Copy diagnostics',
    quit: 'Quit',
  } satisfies Record<SafeModeAction, string>,
  copied: 'Copied.',
  ended: 'The conversation has ended.',
  diagnostics: 'For whoever looks for the cause',
}
