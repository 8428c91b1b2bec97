import type { Permission } from '@contract/session'
import { access } from './en-access'
import { conversation } from './en-conversation'
import { handsFree } from './en-hands-free'
import { diagnostics } from './en-diagnostics'
import { library } from './en-library'
import { saving } from './en-saving'
import { marks } from './en-marks'
import { setup } from './en-setup'
import { recording } from './en-recording'
import { shortcut } from './en-shortcut'
import { region } from './en-region'
import { sound } from './en-sound'
import { talk } from './en-talk'
import { picture } from './en-picture'
import { updates } from './en-updates'
import { sharing } from './en-sharing'

/** Every word of the interface in English, but those for failures (`error-words.ts`). */
export const en = {
  ...access,
  ...conversation,
  ...setup,
  handsFree,
  ...shortcut,
  ...sound,
  ...talk,
  ...sharing,
  ...saving,
  ...library,
  ...marks,
  ...recording,
  ...diagnostics,
  ...region,
  ...picture,
  ...updates,
  app: {
    name: 'Sightline',
    summary: 'A desktop assistant that hears you, sees what you choose to show it, and talks back.',
    unreachable: 'Sightline could not start. Restarting it usually helps.',
    restart: 'Restart Sightline',
    dismiss: 'Dismiss',
    close: 'Close',
    tryAgain: 'Try again',
    cancel: 'Cancel',
  },
  notices: {
    label: 'Notices',
    testRuntime: (version: string) =>
      `This is a test runtime (Electron ${version}), not for daily use.`,
    sandboxOff: 'The sandbox is off (running as root).',
    detail: 'Detail:',
    shareEnded: (name: string) => `“${name}” is no longer shared.`,
  },
  next: {
    enterKey: 'Enter another key',
    openSystemSettings: 'Open system settings',
    chooseShortcut: 'Choose another shortcut',
    chooseDevices: 'Choose a device',
    chooseModel: 'Choose another model',
    chooseAccess: 'Change the way in',
    shareAgain: 'Share something',
    sendAgain: 'Send it again',
  },
  permissionPlace: {
    microphone: {
      darwin: 'Allow it in System Settings › Privacy & Security › Microphone.',
      win32: 'Allow it in Settings › Privacy & security › Microphone.',
      linux:
        'Look in your desktop’s Settings › Privacy › Microphone, and check that the sound server is running.',
    },
    camera: {
      darwin: 'Allow it in System Settings › Privacy & Security › Camera.',
      win32: 'Allow it in Settings › Privacy & security › Camera.',
      linux:
        'Look in your desktop’s Settings › Privacy › Camera, and check that your user may open /dev/video0.',
    },
    screen: {
      darwin:
        'Allow it in System Settings › Privacy & Security › Screen & System Audio Recording, then restart Sightline.',
      win32: 'Windows needs no permission for this; a policy of your organisation may forbid it.',
      linux:
        'Choose a screen when the desktop’s own picker appears. It needs a running PipeWire and desktop portal.',
    },
  } satisfies Record<Permission, Record<'darwin' | 'win32' | 'linux', string>>,
}

/** The shape that every language fills. */
export type Messages = typeof en
