import { APP_ORIGIN } from '../origin'

/** The part of a frame that tells who it is. */
export interface SenderFrame {
  readonly origin: string
  readonly parent: unknown
}

/** The part of an IPC event that tells who sent it. */
export interface SenderEvent<Contents> {
  readonly sender: Contents
  /** `null` once the frame has navigated or is destroyed. */
  readonly senderFrame: SenderFrame | null
}

/** Whether a message comes from the main frame of one of our windows, showing our own page. */
export function isTrustedSender<Contents extends { readonly mainFrame: unknown }>(
  event: SenderEvent<Contents>,
  ours: readonly Contents[],
): boolean {
  const frame = event.senderFrame
  if (!frame || !ours.includes(event.sender)) return false
  return frame === event.sender.mainFrame && frame.parent === null && frame.origin === APP_ORIGIN
}
