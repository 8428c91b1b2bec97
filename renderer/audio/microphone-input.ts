import type { DeviceUse } from '@contract/session'
import type { DeviceChoice, EchoProfile } from '@contract/settings'
import { pickDevice } from './device-choice'
import { readAudioDevices } from './device-list'
import { thrownName } from './thrown-name'

/** Which microphone is to be opened, and how. */
export interface MicrophoneSetup {
  readonly choice: DeviceChoice | null
  readonly echoProfile: EchoProfile
}

/** An open microphone, as the system gave it. */
export interface MicrophoneInput {
  readonly stream: MediaStream
  readonly track: MediaStreamTrack
  readonly use: DeviceUse
  /** As in `PickedDevice`: another key means that another device is to be opened. */
  readonly key: string
}

/**
 * With headphones there is no echo to cancel, and the canceller would swallow up to half a second
 * of what the user says while the voice plays.
 */
function processing(echoProfile: EchoProfile): MediaTrackConstraints {
  return {
    echoCancellation: echoProfile === 'speakers',
    noiseSuppression: true,
    autoGainControl: true,
    channelCount: 1,
  }
}

const UNPROCESSED: MediaTrackConstraints = {
  echoCancellation: false,
  noiseSuppression: false,
  autoGainControl: false,
  channelCount: 1,
}

/** Opens the chosen microphone, or the default where that one is not there. */
export async function openMicrophone(setup: MicrophoneSetup): Promise<MicrophoneInput> {
  const constraints = processing(setup.echoProfile)
  const { device, use } = pickDevice(setup.choice, (await readAudioDevices()).inputs)
  if (device) {
    const stream = await openStream(constraints, device.id).catch((thrown: unknown) => {
      // It went between the listing and now; everything else is told.
      if (['OverconstrainedError', 'NotFoundError'].includes(thrownName(thrown))) return null
      throw thrown
    })
    if (stream) return inputOf(stream, 'chosen', device.id)
  }
  const stream = await openStream(constraints)
  // Read again, as names and default may only be told once a microphone was allowed.
  const { inputs } = await readAudioDevices().catch((thrown: unknown) => {
    stopTracks(stream)
    throw thrown
  })
  return inputOf(stream, device ? 'fallback' : use, device?.id ?? inputs.defaultKey)
}

/** The same device without any processing: only there is the silence of a dead one exact. */
export function openUnprocessed(track: MediaStreamTrack): Promise<MediaStream> {
  return openStream(UNPROCESSED, track.getSettings().deviceId)
}

export function stopTracks(stream: MediaStream): void {
  stream.getTracks().forEach((track) => track.stop())
}

function openStream(constraints: MediaTrackConstraints, id?: string): Promise<MediaStream> {
  const audio = id === undefined ? constraints : { ...constraints, deviceId: { exact: id } }
  return navigator.mediaDevices.getUserMedia({ audio })
}

function inputOf(stream: MediaStream, use: DeviceUse, key: string): MicrophoneInput {
  const [track] = stream.getAudioTracks()
  if (!track) throw new DOMException('The stream has no audio', 'NotFoundError')
  return { stream, track, use, key }
}
