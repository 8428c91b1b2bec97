import { appError, type AppError } from '@contract/errors'
import { thrownName } from '../audio/thrown-name'
import { openCameraTrack } from './camera-track'

/** A corner is a quarter of the picture's width: 480 px of the 1,920 that are sent at most. */
const SIZE = { width: 640, height: 480 }

export interface CornerCameraEvents {
  readonly onOpen: () => void
  /** It could not be opened, or went away by itself. */
  readonly onLost: (error: AppError) => void
}

/** The camera in the corner of what is shared. Once it is closed nothing is heard of it. */
export class CornerCamera {
  readonly #name: string
  readonly #events: CornerCameraEvents
  #track: MediaStreamTrack | null = null
  #isClosed = false

  constructor(camera: { readonly id: string; readonly name: string }, events: CornerCameraEvents) {
    this.#name = camera.name
    this.#events = events
    void this.#open(camera.id)
  }

  /** `null` while it is being opened, and once it is closed. */
  get track(): MediaStreamTrack | null {
    return this.#track
  }

  close(): void {
    this.#isClosed = true
    this.#track?.stop()
    this.#track = null
  }

  async #open(deviceId: string): Promise<void> {
    try {
      const track = await openCameraTrack(deviceId, SIZE)
      if (this.#isClosed) {
        track.stop()
        return
      }
      track.addEventListener('ended', () => this.#lose('ended'))
      this.#track = track
      this.#events.onOpen()
    } catch (thrown) {
      this.#lose(thrownName(thrown))
    }
  }

  #lose(name: string): void {
    if (this.#isClosed) return
    this.close()
    const isDenied = name === 'NotAllowedError' || name === 'SecurityError'
    this.#events.onLost(
      appError(isDenied ? 'corner-camera-denied' : 'corner-camera-lost', this.#name),
    )
  }
}
