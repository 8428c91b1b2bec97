import type { Session } from '@google/genai'
import type { LiveConnection } from './live-client'
import type { LiveSocket } from './live-socket'

/** What we send over a session that is set up, in the SDK's words. */
export function connectionOver(
  session: Session,
  socket: LiveSocket,
  close: () => Promise<void>,
): LiveConnection {
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
    close,
  }
}

const media = (bytes: Uint8Array, mimeType: string): { data: string; mimeType: string } => ({
  data: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
  mimeType,
})
