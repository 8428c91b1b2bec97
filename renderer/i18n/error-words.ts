import type { ErrorReason } from '@contract/errors'
import type { Permission } from '@contract/session'

/** What the user can do about a failure. */
export type NextStep =
  | { readonly kind: 'enter-key' }
  | { readonly kind: 'start' }
  | { readonly kind: 'choose-access' }
  | { readonly kind: 'reconnect' }
  | { readonly kind: 'choose-model' }
  | { readonly kind: 'choose-shortcut' }
  | { readonly kind: 'share' }
  | { readonly kind: 'reopen-microphone' }
  | { readonly kind: 'choose-devices' }
  | { readonly kind: 'permission'; readonly permission: Permission }
  | { readonly kind: 'send-again' }
  | { readonly kind: 'restart' }

/** A failure in plain words: a short title, what it means, and the way on where there is one. */
export interface ErrorWords {
  readonly title: string
  readonly body: string
  readonly next?: NextStep
}

const ENTER_KEY: NextStep = { kind: 'enter-key' }
const CHOOSE_ACCESS: NextStep = { kind: 'choose-access' }
const START: NextStep = { kind: 'start' }
const SHARE: NextStep = { kind: 'share' }

export const errorWords: Record<ErrorReason, ErrorWords> = {
  'key-missing': {
    title: 'No API key',
    body: 'Sightline needs a key from Google AI Studio to talk with Gemini.',
    next: ENTER_KEY,
  },
  'key-refused': {
    title: 'Key refused',
    body: 'Google does not accept this API key. Check that it is complete and still valid.',
    next: ENTER_KEY,
  },
  'key-not-stored': {
    title: 'Key not stored',
    body: 'The key works, but the system keychain did not take it. Unlock the keychain and try again.',
    next: ENTER_KEY,
  },
  'key-storage-weak': {
    title: 'No safe place for the key',
    body: 'This system offers no safe keychain. Keep the key for this run only, or choose to store it anyway.',
    next: ENTER_KEY,
  },
  'quota-exhausted': {
    title: 'Quota used up',
    body: 'Your key has no quota left for now. Wait a while, or check the plan of its project with Google.',
    next: START,
  },
  'server-busy': {
    title: 'Server busy',
    body: 'Google asks for patience: too many conversations or requests with this key at once.',
    next: START,
  },
  'location-not-supported': {
    title: 'Not offered here',
    body: 'Google does not offer the Gemini API at the place from which you connect.',
  },
  'model-not-available': {
    title: 'Model not available',
    body: 'Google does not offer this model to your key. It may have been retired.',
    next: { kind: 'choose-model' },
  },
  'setup-refused': {
    title: 'Setup refused',
    body: 'Google did not accept how the conversation was set up. Another model may work.',
    next: { kind: 'choose-model' },
  },
  'server-unreachable': {
    title: 'No connection',
    body: 'Google’s server could not be reached. Check your network, proxy or VPN.',
    next: START,
  },
  'server-timeout': {
    title: 'No answer',
    body: 'Google’s server did not answer in time.',
    next: START,
  },
  'server-error': {
    title: 'Server trouble',
    body: 'Google’s server had a problem of its own. It usually passes in a few minutes.',
    next: START,
  },
  'server-refused': {
    title: 'Refused by the server',
    body: 'Google’s server closed the conversation and would not go on with it.',
    next: START,
  },
  'connection-lost': {
    title: 'Connection lost',
    body: 'The connection broke and could not be restored. What was said is in the transcript.',
    next: START,
  },
  'token-service-refused': {
    title: 'Refused by token service',
    body: 'Your organisation’s token service does not accept the secret that is set. Ask your administrator for a valid one.',
    next: CHOOSE_ACCESS,
  },
  'token-service-busy': {
    title: 'Token service busy',
    body: 'Your organisation’s token service asks to wait before the next try.',
    next: START,
  },
  'token-service-failed': {
    title: 'Token service in trouble',
    body: 'Your organisation’s token service had a problem of its own. Your administrator can help if it does not pass.',
    next: START,
  },
  'token-service-unreachable': {
    title: 'Token service not reached',
    body: 'Your organisation’s token service did not answer. Check its address, and the network, proxy or VPN.',
    next: CHOOSE_ACCESS,
  },
  'token-unusable': {
    title: 'No usable token',
    body: 'What answers at the address of the token service gave no token that can be used. Check the address.',
    next: CHOOSE_ACCESS,
  },
  'token-expired': {
    title: 'Token expired',
    body: 'The token service gave a token that is already over. The clock of this computer or of the service may be wrong.',
    next: START,
  },
  'token-not-accepted': {
    title: 'Token not accepted',
    body: 'Google does not accept the token that your organisation’s token service gave. Your administrator can help.',
    next: CHOOSE_ACCESS,
  },
  'account-file-missing': {
    title: 'No Google credentials',
    body: 'There is no file of Google credentials where one is expected. Sign in with “gcloud auth application-default login”, or set the path of a file.',
    next: CHOOSE_ACCESS,
  },
  'account-file-unusable': {
    title: 'Credentials not usable',
    body: 'The file of Google credentials cannot be used. It must be one of a signed-in user or of a service account.',
    next: CHOOSE_ACCESS,
  },
  'account-refused': {
    title: 'Sign-in refused',
    body: 'Google does not accept these credentials any more. Sign in anew with “gcloud auth application-default login”.',
    next: CHOOSE_ACCESS,
  },
  'account-not-allowed': {
    title: 'Account not allowed',
    body: 'Google Cloud does not let this account use Gemini in this project. Check project, location and the account’s roles.',
    next: CHOOSE_ACCESS,
  },
  'access-incomplete': {
    title: 'Way in not complete',
    body: 'Something is still missing in how Sightline is to reach Gemini.',
    next: CHOOSE_ACCESS,
  },
  'access-not-agreed': {
    title: 'Nothing was changed',
    body: 'You did not agree to it in Sightline’s question, so everything is as it was and nothing was sent.',
    next: CHOOSE_ACCESS,
  },
  'access-question-open': {
    title: 'A question is open',
    body: 'Sightline is already asking you about a way in, in a box of its own. Answer that first; this was not done.',
  },
  'token-address-invalid': {
    title: 'Wrong address',
    body: 'The address of a token service begins with https:// and holds no password and no query. Secrets have a field of their own.',
    next: CHOOSE_ACCESS,
  },
  'proxy-unreachable': {
    title: 'Proxy not reached',
    body: 'This computer goes out through a proxy, and the proxy could not be reached. Check the network and the system’s proxy settings.',
    next: START,
  },
  'proxy-login': {
    title: 'Proxy wants a login',
    body: 'The proxy asks for a user name and a password, and Sightline has none that it accepts. Ask your administrator to let this app through without one.',
  },
  'proxy-refused': {
    title: 'Refused by the proxy',
    body: 'The proxy does not let Sightline through to the server. Ask your administrator to allow it.',
  },
  'connection-given-up': {
    title: 'Still no connection',
    body: 'Sightline has tried for ten minutes, and then closed the microphone. You can go on where you were.',
    next: { kind: 'reconnect' },
  },
  'context-rebuilt': {
    title: 'Memory rebuilt',
    body: 'The server could not go on with the session, so a new one was told the last lines of the transcript. The assistant has not seen earlier pictures, nor heard your voice before this.',
  },
  'context-lost': {
    title: 'The assistant starts anew',
    body: 'The server could not go on with the session, and this model cannot be told what was said before. The transcript is whole.',
  },
  'certificate-refused': {
    title: 'Connection not safe',
    body: 'The server’s certificate could not be trusted, so nothing was sent. A proxy or a wrong clock can cause this.',
    next: START,
  },
  'certificate-date': {
    title: 'Check your clock',
    body: 'The server’s certificate is not valid at the date that this computer has, so nothing was sent. Check its date and time, then start again.',
    next: START,
  },
  'address-invalid': {
    title: 'Wrong server address',
    body: 'The server address that Sightline was started with is not valid.',
  },
  'not-live': {
    title: 'Not connected',
    body: 'This needs a live conversation. Nothing was sent.',
  },
  'not-answered': {
    title: 'No answer so far',
    body: 'Nothing has come back to what you asked for ten seconds. You can send it again as it was, or ask anew.',
    next: { kind: 'send-again' },
  },
  'text-not-sent': {
    title: 'Not sent',
    body: 'The conversation was over before what you had typed could be sent. It stands in the transcript; to have it answered, send it anew in the next conversation.',
  },
  'demo-failed': {
    title: 'Demo not running',
    body: 'The demo’s local server did not start. Restarting Sightline usually helps.',
    next: { kind: 'restart' },
  },
  'microphone-denied': {
    title: 'Microphone not allowed',
    body: 'This system does not let Sightline use the microphone. You can still type.',
    next: { kind: 'permission', permission: 'microphone' },
  },
  'microphone-missing': {
    title: 'No microphone',
    body: 'No microphone is connected. Connect one and try again; meanwhile you can type.',
    next: { kind: 'reopen-microphone' },
  },
  'microphone-failed': {
    title: 'Microphone not working',
    body: 'The microphone could not be opened. Another app may be holding it.',
    next: { kind: 'reopen-microphone' },
  },
  'microphone-ended': {
    title: 'Microphone gone',
    body: 'The microphone stopped, perhaps because it was unplugged. Nothing is heard now.',
    next: { kind: 'reopen-microphone' },
  },
  'microphone-silent': {
    title: 'We hear nothing',
    body: 'The microphone delivers silence. It may be switched off, muted by a button of its own, or the wrong one.',
    next: { kind: 'choose-devices' },
  },
  'microphone-stalled': {
    title: 'Microphone stopped',
    body: 'No sound came from the microphone any more. Sightline tried to open it again.',
    next: { kind: 'reopen-microphone' },
  },
  'voice-detector-failed': {
    title: 'Speech detection failed',
    body: 'The part that listens for speech on this computer has failed twice. You are still heard: all that the microphone hears is sent, silence too.',
  },
  'talk-cut-off': {
    title: 'Talking ended',
    body: 'The release of the key was not seen within a minute, so the microphone was closed. What you said was sent.',
  },
  'speaker-missing': {
    title: 'Speakers gone',
    body: 'The speakers that you chose are not connected; the voice comes from the system’s default.',
    next: { kind: 'choose-devices' },
  },
  'speaker-failed': {
    title: 'No sound',
    body: 'The speakers could not be opened. Answers still appear in the transcript.',
  },
  'camera-denied': {
    title: 'Camera not allowed',
    body: 'This system does not let Sightline use the camera.',
    next: { kind: 'permission', permission: 'camera' },
  },
  'camera-missing': {
    title: 'No camera',
    body: 'The camera is not connected any more.',
    next: SHARE,
  },
  'camera-failed': {
    title: 'Camera not working',
    body: 'The camera could not be opened. Another app may be holding it.',
    next: SHARE,
  },
  'screen-denied': {
    title: 'Screen not allowed',
    body: 'This system does not let Sightline take pictures of the screen.',
    next: { kind: 'permission', permission: 'screen' },
  },
  'screen-failed': {
    title: 'Sharing did not start',
    body: 'The screen or window could not be captured.',
    next: SHARE,
  },
  'share-source-gone': {
    title: 'Sharing ended',
    body: 'What you shared was closed or unplugged, so nothing is shared now.',
    next: SHARE,
  },
  'share-interrupted': {
    title: 'Sharing interrupted',
    body: 'The sharing was stopped by the system, by a pause of the conversation or by a reload of the window; nothing is shared now.',
    next: SHARE,
  },
  'share-not-switched': {
    title: 'Not switched',
    body: 'The new source could not be opened. What you shared before is still shared.',
    next: SHARE,
  },
  'covers-ended': {
    title: 'Covers ended',
    body: 'Something else is shared now, and nothing of it is covered. Cover its parts anew where that is needed.',
  },
  'windows-not-listed': {
    title: 'No pictures for now',
    body: 'The system does not tell which windows are open, so Sightline cannot see whether one that you excluded is among them. Nothing is sent of what you share until it does.',
  },
  'corner-camera-denied': {
    title: 'Camera not allowed',
    body: 'This system does not let Sightline use the camera. The rest is shared without it.',
    next: { kind: 'permission', permission: 'camera' },
  },
  'corner-camera-lost': {
    title: 'No camera in the corner',
    body: 'The camera stopped, or could not be opened. The rest is shared without it.',
  },
  'region-failed': {
    title: 'No region',
    body: 'This screen could not be shown for choosing a part of it.',
    next: SHARE,
  },
  'region-changed': {
    title: 'Screen changed',
    body: 'The screen has changed its size, so nothing of it is shared now. Choose the part again.',
    next: SHARE,
  },
  'shortcut-taken': {
    title: 'Shortcut taken',
    body: 'Another app already uses these keys.',
    next: { kind: 'choose-shortcut' },
  },
  'shortcut-invalid': {
    title: 'Shortcut not possible',
    body: 'These keys cannot be used as a shortcut.',
    next: { kind: 'choose-shortcut' },
  },
  'transcript-not-saved': {
    title: 'Transcript not saved yet',
    body: 'What is said is in memory only, until it can be written to disk; it is tried again and again. Check that the disk is not full and that Sightline may write to it, and do not quit before this notice is gone.',
  },
  'library-damaged': {
    title: 'The library was damaged',
    body: 'The file with your conversations was damaged. What could be read of it is in a new one; the damaged file was kept beside it, under the name below. New conversations are kept as usual.',
  },
  'conversation-is-on': {
    title: 'A conversation is on',
    body: 'This cannot be done meanwhile. End the conversation first.',
  },
  'no-conversation': {
    title: 'No conversation is on',
    body: 'There is no moment to mark. Start a conversation first.',
  },
  'not-kept': {
    title: 'Conversation not kept',
    body: 'Sightline was told to keep no conversations, so nothing in this one can be marked or recorded. The settings say how long they are kept, from the next one on.',
  },
  'conversation-gone': {
    title: 'No longer there',
    body: 'This conversation has been deleted.',
  },
  'export-failed': {
    title: 'Not exported',
    body: 'The file could not be written. Check that the folder takes files and that the disk has room, or choose another place. Nothing was changed in the library.',
  },
  'import-unreadable': {
    title: 'File not read',
    body: 'The file could not be opened. Nothing was imported.',
  },
  'import-too-large': {
    title: 'File too large',
    body: 'The file is larger than 256 MB, or holds more than the library takes at once. Nothing was imported. Export fewer conversations to a file.',
  },
  'import-foreign': {
    title: 'Not a file of Sightline',
    body: 'Only conversations that Sightline has exported as JSON can be imported. Nothing was imported.',
  },
  'import-newer': {
    title: 'File of a newer Sightline',
    body: 'A newer version of Sightline has written this file. Nothing was imported; update Sightline and try again.',
  },
  'import-damaged': {
    title: 'File damaged',
    body: 'Something in the file is not as it must be, so nothing of it was imported.',
  },
  'library-unavailable': {
    title: 'Library not opened',
    body: 'The library of conversations could not be opened. Nothing in it was changed. If another program holds it, or the disk cannot be reached, end that and start Sightline again.',
  },
  'recording-failed': {
    title: 'Recording stopped',
    body: 'The sound of this conversation could not be written any more, perhaps because the disk is full or protected. What was recorded before is kept, and the conversation goes on.',
  },
  'transcript-not-read': {
    title: 'Transcripts not read',
    body: 'Earlier conversations could not be read from disk. Their files were left as they are; new ones are kept as usual.',
  },
  'settings-not-saved': {
    title: 'Settings not saved',
    body: 'Your change holds for this run, but could not be written to disk.',
  },
  'update-feed-unreachable': {
    title: 'No answer about updates',
    body: 'The server that offers new versions could not be reached. Sightline tries again by itself later.',
  },
  'update-feed-unusable': {
    title: 'Updates not readable',
    body: 'What the server says about new versions cannot be read, so none is offered. This is for those who publish Sightline to put right.',
  },
  'update-not-downloaded': {
    title: 'Update not downloaded',
    body: 'The download broke off. Nothing was changed; try it again when the network is better.',
  },
  'update-damaged': {
    title: 'Update refused',
    body: 'What arrived is not what was announced: it was damaged on the way, or somebody changed it. It was deleted, and nothing was changed.',
  },
  'update-disk-full': {
    title: 'No space for the update',
    body: 'The disk is full. Nothing was changed; free some space and download it again.',
  },
  'update-not-installed': {
    title: 'Update not installed',
    body: 'The system did not install the new version, so this is still the one from before. A wrong or cancelled password is the usual reason.',
  },
  'update-gone': {
    title: 'Update no longer there',
    body: 'This version is not there any more. Check for updates again in the settings.',
  },
  'request-invalid': {
    title: 'Not possible',
    body: 'Sightline could not carry this out.',
  },
  'request-too-often': {
    title: 'Too often',
    body: 'This was asked for too often in a short time. Try again in a moment.',
  },
  restarted: {
    title: 'Started anew',
    body: 'Sightline ran into several errors of its own and started again by itself. What was said before is in the transcript.',
    next: START,
  },
  internal: {
    title: 'Something went wrong',
    body: 'Sightline ran into an error of its own. Restarting it usually helps.',
    next: { kind: 'restart' },
  },
}
