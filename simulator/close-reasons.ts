/** Why the service hangs up: a WebSocket close code and its text, which is all that a client gets. */
export interface Close {
  readonly code: number
  readonly reason: string
}

/** RFC 6455 leaves 123 bytes for the reason, so that long texts arrive cut, as they do from Google. */
const REASON_BYTES = 123

/** A close whose reason is cut at a character boundary to what a close frame can carry. */
export function close(code: number, reason: string): Close {
  let text = reason
  while (Buffer.byteLength(text) > REASON_BYTES) text = text.slice(0, -1)
  return { code, reason: text }
}

/** A wrong field, type or value, with where it was. */
export const invalidArgument = (detail: string): Close =>
  close(1007, `Request contains an invalid argument. ${detail}`)

export const modelNotFound = (model: string, version: string): Close =>
  close(
    1008,
    `${model.slice(0, 48)} is not found for API version ${version}, or is not supported for bidiGenerateContent.`,
  )

/** The closes that do not depend on the request; texts as clients of the real service report them. */
export const CLOSES = {
  ended: close(1000, ''),
  goingAway: close(1001, ''),
  voiceWithoutAudio: close(1007, 'Cannot extract voices from a non-audio request.'),
  badLocation: close(1007, 'User location is not supported for the API use.'),
  badKey: close(1007, 'API key not valid. Please pass a valid API key.'),
  noKey: close(1008, "Method doesn't allow unregistered callers. Please use API Key."),
  notImplemented: close(1008, 'Operation is not implemented, or supported, or enabled.'),
  aborted: close(1008, 'The operation was aborted.'),
  internal: close(1011, 'Internal error encountered.'),
  unavailable: close(1011, 'The service is currently unavailable.'),
  deadline: close(1011, 'Deadline expired before operation could complete.'),
  tooManySessions: close(1011, 'RESOURCE_EXHAUSTED: Maximum concurrent sessions reached.'),
  quota: close(
    1011,
    'You exceeded your current quota, please check your plan and billing details.',
  ),
} as const satisfies Record<string, Close>
