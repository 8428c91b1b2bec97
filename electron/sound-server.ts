import { connect } from 'node:net'
import { join } from 'node:path'
import { app } from 'electron'
import type { AppState } from '@contract/state'
import type { Engine } from '@main/engine'
import type { Log } from '@main/log'
import { SoundServerWatch } from './sound-server-watch'

/** A server on this computer that is slower is not there, in ms. */
const ANSWER_MS = 500

/**
 * On Linux, Chromium's audio process does not find the system's sound server again once that has
 * died: it is ended when the server is back, and Chromium starts another at the next use.
 */
export function followSoundServer({ state }: Engine, log: Log): { close(): void } {
  const path = socketPath(process.env)
  if (process.platform !== 'linux' || path === null) return { close: () => undefined }
  const watch = new SoundServerWatch({
    isThere: () => isListening(path),
    endAudioProcess: () => {
      log.warn('audio-process-ended', { why: 'sound server' })
      endAudioProcess()
    },
  })
  const tell = ({ microphone }: Partial<AppState>): void => {
    if (microphone) watch.follow(microphone)
  }
  state.subscribe(tell)
  return { close: () => watch.close() }
}

/** Where PulseAudio, or PipeWire in its place, listens; `null` where it is another computer. */
function socketPath({ PULSE_SERVER, XDG_RUNTIME_DIR }: NodeJS.ProcessEnv): string | null {
  if (PULSE_SERVER) return /^(?:unix:)?(\/.*)$/.exec(PULSE_SERVER)?.[1] ?? null
  return XDG_RUNTIME_DIR ? join(XDG_RUNTIME_DIR, 'pulse', 'native') : null
}

function isListening(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path)
    const answer = (isThere: boolean) => (): void => {
      socket.destroy()
      resolve(isThere)
    }
    socket.setTimeout(ANSWER_MS, answer(false))
    socket.once('error', answer(false))
    socket.once('connect', answer(true))
  })
}

function endAudioProcess(): void {
  const audio = app.getAppMetrics().find(({ serviceName }) => serviceName?.startsWith('audio.'))
  if (!audio) return
  try {
    process.kill(audio.pid, 'SIGKILL')
  } catch {
    // It has just ended by itself.
  }
}
