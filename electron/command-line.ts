import { join } from 'node:path'
import { app } from 'electron'

/** How the app was asked to start. */
export type StartMode = 'normal' | 'demo' | 'demo-script'

export function readStartMode(): StartMode {
  if (app.commandLine.hasSwitch('demo-script')) return 'demo-script'
  return app.commandLine.hasSwitch('demo') ? 'demo' : 'normal'
}

/** Sets Chromium's switches; they count only before the app is ready. */
export function setupCommandLine(mode: StartMode): void {
  // The assistant's voice starts without a click.
  app.commandLine.appendSwitch('autoplay-policy', 'no-user-gesture-required')
  if (process.platform === 'linux') enableFeature('WebRTCPipeWireCapturer')
  if (mode === 'demo-script') useRecordedVoice()
}

/** Chromium keeps the last list of features only: add to the one that is there. */
function enableFeature(name: string): void {
  const features = app.commandLine.getSwitchValue('enable-features')
  app.commandLine.appendSwitch('enable-features', features ? `${features},${name}` : name)
}

/**
 * A recording is the microphone, played once each time that the page opens it. The switch that
 * would also answer permission requests is left out: it goes round our own handlers.
 *
 * Chromium reads it, which sees no file inside an archive: in a package it lies beside it.
 */
function useRecordedVoice(): void {
  const folder = app.getAppPath().replace(/\.asar$/, '.asar.unpacked')
  const recording = join(folder, 'resources/demo/sample-voice.wav')
  app.commandLine.appendSwitch('use-fake-device-for-media-stream')
  app.commandLine.appendSwitch('use-file-for-fake-audio-capture', `${recording}%noloop`)
}
