import type { Session } from '@google/genai'
import type { LiveSocket } from './live-socket'

/** A turn of an earlier connection that a fresh session is told about. */
export interface HistoryTurn {
  readonly role: 'user' | 'model'
  readonly text: string
}

/**
 * What can be sent. Only an open line has one, so that nothing is sent after the end; ask the
 * connection's line for each use, as one that was kept sends nothing once its socket closes.
 */
export interface LiveSender {
  /** Bytes that wait in this process for the network. */
  readonly bufferedBytes: number
  /** 16-bit mono PCM at 16 kHz. */
  sendAudio(pcm: Uint8Array): void
  sendFrame(jpeg: Uint8Array): void
  /** Text as live input; with automatic detection it counts as activity. */
  sendLiveText(text: string): void
  /** Text as a whole turn, which is answered at once. */
  sendTurn(text: string): void
  sendHistory(turns: readonly HistoryTurn[]): void
  sendActivityStart(): void
  sendActivityEnd(): void
  sendAudioStreamEnd(): void
}

/** The way out of a connection: there is one until it closes, whoever closes it. */
export type Line =
  { readonly kind: 'open'; readonly sender: LiveSender } | { readonly kind: 'over' }

export const LINE_OVER: Line = { kind: 'over' }

/** The line of a session that is set up: open for as long as its socket is. */
export function lineOf(session: Session, socket: LiveSocket): () => Line {
  const open: Line = { kind: 'open', sender: senderOver(session, socket) }
  return () => (socket.isOpen ? open : LINE_OVER)
}

/** What we send, in the SDK's words. */
function senderOver(session: Session, socket: LiveSocket): LiveSender {
  return {
    get bufferedBytes() {
      return socket.bufferedBytes
    },
    sendAudio: (pcm) => session.sendRealtimeInput({ audio: media(pcm, 'audio/pcm;rate=16000') }),
    sendFrame: (jpeg) => session.sendRealtimeInput({ video: media(jpeg, 'image/jpeg') }),
    sendLiveText: (text) => session.sendRealtimeInput({ text }),
    sendTurn: (text) =>
      session.sendClientContent({
        turns: [{ role: 'user', parts: [{ text }] }],
        turnComplete: true,
      }),
    sendHistory: (turns) =>
      session.sendClientContent({
        turns: turns.map(({ role, text }) => ({ role, parts: [{ text }] })),
        turnComplete: false,
      }),
    sendActivityStart: () => session.sendRealtimeInput({ activityStart: {} }),
    sendActivityEnd: () => session.sendRealtimeInput({ activityEnd: {} }),
    sendAudioStreamEnd: () => session.sendRealtimeInput({ audioStreamEnd: true }),
  }
}

const media = (bytes: Uint8Array, mimeType: string): { data: string; mimeType: string } => ({
  data: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
  mimeType,
})
