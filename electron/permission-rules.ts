/** What Chromium asks for, whether to open it (`request`) or to know if it could (`check`). */
export interface PermissionQuestion {
  readonly permission: string
  /** The page that asks is ours, and asks from its main frame. */
  readonly isOurs: boolean
  /** What a `request` would open; Chromium 130 leaves it empty for every kind of screen capture. */
  readonly mediaTypes?: readonly string[] | undefined
  /** What a `check` is about. */
  readonly mediaType?: string | undefined
}

/** What the user has chosen to show at this moment. */
export interface Armed {
  /** A conversation is on, or the echo test. */
  readonly microphone: boolean
  /** One screen or window, not opened yet. */
  readonly screen: boolean
  /** A camera that is being shared, or is about to be. */
  readonly camera: boolean
}

/** What a request is for, or `null` when it is refused. */
export type Grant = 'microphone' | 'camera' | 'screen' | 'clipboard'

/** Lists of media types are compared whole: a list that only contains what is allowed is not it. */
export function decidePermission(question: PermissionQuestion, armed: Armed): Grant | null {
  if (!question.isOurs) return null
  const types = question.mediaTypes?.join('+')
  // To put plain text there, as *Copy* does; what lies there is never read.
  if (question.permission === 'clipboard-sanitized-write') return 'clipboard'
  if (question.permission === 'media') {
    if (types === 'audio') return armed.microphone ? 'microphone' : null
    if (types === 'video') return armed.camera ? 'camera' : null
    return types === '' && armed.screen ? 'screen' : null
  }
  // Newer versions name the permission for a screen; they may say that it is video.
  if (question.permission !== 'display-capture') return null
  return (types ?? '') === '' || types === 'video' ? (armed.screen ? 'screen' : null) : null
}

/**
 * A check opens nothing; `enumerateDevices()` makes one for each kind of device to decide whether
 * the page may know their names, which pickers of microphones and cameras show. The checks without
 * a type, one or three at each capture, gate nothing on Electron 33.
 */
export function decideCheck(question: PermissionQuestion): boolean {
  if (!question.isOurs || question.permission !== 'media') return false
  return question.mediaType === 'audio' || question.mediaType === 'video'
}
