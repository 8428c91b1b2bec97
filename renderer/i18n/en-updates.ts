import type { NoUpdatesReason } from '@contract/updates'

/** The words of updates. */
export const updates = {
  updates: {
    label: 'Update',
    automatic: 'Look for updates',
    automaticHint:
      'Once a day, never during a conversation. What is sent is the name of a file, which says your system and processor, and nothing of you or of this computer; the server sees your network address, as every server does. Nothing is downloaded until you say so.',
    check: 'Check now',
    current: (version: string) => `This is Sightline ${version}.`,
    newest: (version: string) => `Sightline ${version} is the newest version offered to you.`,
    checking: 'Checking…',
    lookedAt: (when: string) => `Last checked: ${when}.`,
    neverLooked: 'Not checked yet.',
    offered: (version: string) => `Sightline ${version} can be downloaded.`,
    held: (version: string) => `Sightline ${version} is downloaded once the conversation is over.`,
    downloading: (version: string) => `Downloading Sightline ${version}`,
    percent: (percent: number) => `${percent} %`,
    ready: (version: string) => `Sightline ${version} is downloaded and checked.`,
    installing: (version: string) =>
      `Sightline ${version} is being installed. The window closes and comes back by itself.`,
    notes: 'What is new',
    download: 'Download',
    later: 'Later',
    cancel: 'Cancel download',
    install: 'Restart and install',
    waits: 'Updates wait until the conversation is over.',
    impossible: {
      development:
        'This copy was started from its source, so it does not update itself. Fetch the newer source instead.',
      'test-runtime':
        'This copy was built for tests and does not update itself. Install a released package instead.',
      'no-feed':
        'This copy was packaged without an address for updates, so it does not look for any. Whoever gave it to you has newer ones.',
      'not-ours':
        'This copy cannot replace itself: another program installed it, or it was unpacked by hand. Update it the way it came.',
      'no-administrator':
        'This copy is a package of your system, and there is no program here that could ask for an administrator’s password (pkexec). Install a newer package with your package manager.',
    } satisfies Record<NoUpdatesReason, string>,
  },
}
