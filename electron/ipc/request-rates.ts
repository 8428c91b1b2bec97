import type { RequestName } from '@contract/ipc'
import type { Rate } from './rate-bound'

/** More than any hand, slider or device asks for; what is beyond it is a page gone wrong. */
const USUAL: Rate = { perSecond: 50, burst: 100 }

/** Those that open sockets, dialogs or files, end the app, or read every window there is. */
const RARE: Rate = { perSecond: 1, burst: 5 }

const EXCEPTIONS: Partial<Record<RequestName, Rate>> = {
  readSnapshot: { perSecond: 5, burst: 20 },
  startConversation: { perSecond: 5, burst: 20 },
  endConversation: { perSecond: 5, burst: 20 },
  sendText: { perSecond: 5, burst: 20 },
  listShareCandidates: { perSecond: 4, burst: 12 },
  startSharing: { perSecond: 4, burst: 12 },
  selectRegion: RARE,
  setShortcut: { perSecond: 4, burst: 12 },
  setMarkShortcut: { perSecond: 4, burst: 12 },
  submitKey: RARE,
  forgetKey: RARE,
  submitAccess: RARE,
  forgetAccessSecret: RARE,
  startDemo: RARE,
  leaveDemo: RARE,
  openPermissionSettings: RARE,
  showLog: RARE,
  // Pictures in sight come all at once, and a long conversation is copied page by page.
  readPicture: { perSecond: 100, burst: 400 },
  readLines: { perSecond: 100, burst: 400 },
  exportConversations: RARE,
  importConversations: RARE,
  continueConversation: { perSecond: 5, burst: 20 },
  eraseLibrary: RARE,
  checkForUpdates: { perSecond: 1, burst: 12 },
  downloadUpdate: RARE,
  installUpdate: RARE,
  restartApp: RARE,
  quitApp: RARE,
}

/** How often a page may ask for this. */
export function rateOf(name: RequestName): Rate {
  return EXCEPTIONS[name] ?? USUAL
}

/** Each page that loads hands over three ports. */
export const MEDIA_PORT_RATE: Rate = { perSecond: 3, burst: 30 }

/** Those of the page that shows a still of the screen: it asks three times in its life. */
export const REGION_RATE: Rate = { perSecond: 2, burst: 10 }

/** Those of the page of the safe mode: a few buttons. */
export const SAFE_MODE_RATE: Rate = { perSecond: 2, burst: 10 }

/** Of each line about what was refused; the rest would only fill the log. */
export const REFUSAL_LOG_RATE: Rate = { perSecond: 0.2, burst: 5 }
