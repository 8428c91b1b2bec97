import { session, type Session, type WebContents } from 'electron'
import type { Log } from '@main/log'
import type { CaptureGrant, CaptureIntent } from './capture-intent'
import { isOurUrl } from './origin'
import { askSystem } from './permissions'
import { decideCheck, decidePermission } from './permission-rules'

/** How long after the permission Chromium asks for the source of a screen capture; really ~1 ms. */
const SOURCE_DEADLINE_MS = 500

/** The discard port of this computer, which no program of a user can open. */
const NOBODY = 'http://127.0.0.1:9'

/** What the session's rules need to know of the app. */
export interface SessionRules {
  readonly intent: CaptureIntent
  /** Whether the microphone may be opened now. */
  readonly isMicrophoneWanted: () => boolean
  /** Whether a camera is shared or about to be. */
  readonly isCameraChosen: () => boolean
  readonly log: Log
}

/**
 * A session that is kept in memory, has no network, and captures what was chosen only. It comes
 * closed (`closed-session.ts`), and two of its handlers are replaced here.
 */
export async function createAppSession(rules: SessionRules): Promise<Session> {
  const created = session.fromPartition('sightline', { cache: false })
  await cutNetwork(created)
  decidePermissions(created, rules)
  grantArmedSource(created, rules)
  return created
}

/**
 * The page has no network: the main process holds the one connection. Requests are cancelled
 * (`closed-session.ts`); what makes none (WebRTC, look-ups of names) meets a proxy that nobody can be.
 */
export async function cutNetwork(target: Session): Promise<void> {
  await target.setProxy({ proxyRules: NOBODY, proxyBypassRules: '<-loopback>' })
}

function decidePermissions(target: Session, rules: SessionRules): void {
  const { intent, log } = rules
  target.setPermissionRequestHandler((contents, permission, callback, details) => {
    const isOurs = details.isMainFrame && isOurUrl(details.requestingUrl)
    const mediaTypes = 'mediaTypes' in details ? details.mediaTypes : undefined
    const armed = {
      microphone: rules.isMicrophoneWanted(),
      screen: intent.expectsPermission,
      camera: rules.isCameraChosen(),
    }
    const grant = decidePermission({ permission, isOurs, mediaTypes }, armed)
    if (grant === null) {
      log.warn('permission-refused', { permission, types: mediaTypes?.join('+') ?? null, isOurs })
      callback(false)
    } else if (grant === 'screen') {
      expectSource(contents, intent.permissionTaken(), rules)
      callback(true)
    } else if (grant === 'clipboard') {
      callback(true)
    } else {
      void askSystem(grant).then(callback)
    }
  })
  target.setPermissionCheckHandler((_contents, permission, origin, details) => {
    const isOurs = details.isMainFrame && isOurUrl(origin)
    return decideCheck({ permission, isOurs, mediaType: details.mediaType })
  })
}

/**
 * `getUserMedia` with `chromeMediaSource` asks for the same permission as `getDisplayMedia`, and
 * then captures a whole screen that nobody chose. The page does not live on with it.
 */
function expectSource(
  contents: WebContents,
  grant: CaptureGrant,
  { intent, log }: SessionRules,
): void {
  setTimeout(() => {
    if (!intent.isSourceOverdue(grant)) return
    if (!contents.isDestroyed()) {
      log.warn('capture-without-source')
      contents.forcefullyCrashRenderer()
    }
    intent.forget(grant)
  }, SOURCE_DEADLINE_MS)
}

/**
 * Every request is answered, and once: one that is not answered blocks all later ones, and an
 * empty answer (`{}`) throws. `null` is a refusal that the page sees as an `AbortError`.
 */
function grantArmedSource(target: Session, { intent, log }: SessionRules): void {
  target.setDisplayMediaRequestHandler((request, callback) => {
    const source = intent.takeSource()
    const isOurs = request.frame?.parent === null && isOurUrl(request.securityOrigin)
    const granted = isOurs && request.videoRequested ? source : null
    if (granted === null) log.warn('screen-refused', { isOurs, armed: source !== null })
    callback(granted === null ? null : { video: granted })
  })
}
