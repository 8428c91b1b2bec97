import { listDevices, type ListedDevices } from './device-choice'

export interface AudioDevices {
  readonly inputs: ListedDevices
  readonly outputs: ListedDevices
}

/**
 * How often the system is asked, ms. A sound server that loses a device tells nobody until it is
 * asked (seen with PulseAudio), and it must be noticed within three seconds.
 */
const ASK_EVERY_MS = 1_000

export async function readAudioDevices(): Promise<AudioDevices> {
  const all = await navigator.mediaDevices.enumerateDevices()
  return { inputs: listDevices(all, 'audioinput'), outputs: listDevices(all, 'audiooutput') }
}

/** Tells what is connected, now and whenever it changes; returns the function that ends it. */
export function watchAudioDevices(listener: (devices: AudioDevices) => void): () => void {
  let told = ''
  let stopped = false
  const ask = async (): Promise<void> => {
    const devices = await readAudioDevices().catch(() => null)
    const text = JSON.stringify(devices)
    if (stopped || devices === null || text === told) return
    told = text
    listener(devices)
  }
  const look = (): void => void ask()
  const timer = setInterval(look, ASK_EVERY_MS)
  navigator.mediaDevices.addEventListener('devicechange', look)
  look()
  return () => {
    stopped = true
    clearInterval(timer)
    navigator.mediaDevices.removeEventListener('devicechange', look)
  }
}
