/** One end of a media port, without Electron: the shell adapts `MessagePortMain` to it. */
export interface Lane {
  /** Posts a message; does nothing once the lane is closed. */
  post(message: unknown): void
  /** Takes every message from now on. At most one listener. */
  onMessage(listener: (message: unknown) => void): void
  /** Called once when the other end is gone. */
  onClose(listener: () => void): void
  close(): void
}
