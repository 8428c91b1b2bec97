import type { DeviceChoice } from '@contract/settings'
import { thrownName } from '../../audio/thrown-name'
import { MonoOutput } from './mono-output'
import { placeOf, type Place, type Playback, type PlaybackEvent } from './playback'

/** What tells about the sound that is wanted. */
export type SoundReport = Extract<
  PlaybackEvent,
  { kind: 'started' | 'waiting' | 'clock' | 'soundEnded' | 'soundFailed' | 'pause' }
>

/** Closer than this to where it is, in ms, is no jump: one is heard, as the decoder starts anew. */
const NEAR_MS = 50

interface Equipment {
  readonly element: HTMLAudioElement
  readonly output: MonoOutput
}

/** A media element that does what the state of playback wants, and tells how that goes. */
export class RecordingSound {
  readonly #tell: (report: SoundReport) => void
  #choice: DeviceChoice | null = null
  #made: Equipment | null = null
  /** What is wanted now; `null`: nothing is to be heard. */
  #place: Place | null = null
  /** The recording that the element has. */
  #key: number | null = null
  #frame = 0

  constructor(tell: (report: SoundReport) => void) {
    this.#tell = tell
  }

  /** Where it is heard; `null`: the system's default. */
  setChoice(choice: DeviceChoice | null): void {
    this.#choice = choice
    this.#made?.output.setChoice(choice)
  }

  follow(playback: Playback): void {
    const place = placeOf(playback)
    if (place === null) {
      this.#rest()
      return
    }
    const made = (this.#made ??= this.#make())
    const isNew = place.turn !== this.#place?.turn
    this.#place = place
    if (isNew) this.#goTo(made.element, place)
    made.element.defaultPlaybackRate = made.element.playbackRate = playback.speed
    if (isNew) void this.#start(made, place)
  }

  close(): void {
    this.#rest()
    if (this.#made === null) return
    const { element, output } = this.#made
    this.#made = null
    this.#key = null
    element.removeAttribute('src')
    element.load()
    output.close()
  }

  #make(): Equipment {
    const element = new Audio()
    element.preload = 'auto'
    element.preservesPitch = true
    const fail = (trouble: 'recording' | 'speaker'): void => {
      // What failed is asked for anew by the next wish.
      this.#key = null
      this.#tell({ kind: 'soundFailed', trouble })
    }
    const output = new MonoOutput(element, this.#choice, () => fail('speaker'))
    const on = (name: keyof HTMLMediaElementEventMap, act: () => void): void =>
      element.addEventListener(name, () => {
        if (this.#made?.element === element && this.#place !== null) act()
      })
    for (const name of ['playing', 'seeked', 'timeupdate'] as const) on(name, () => this.#look())
    on('waiting', () => this.#tell({ kind: 'waiting' }))
    // Events come later than what they tell of, which may not hold any more.
    on('ended', () => element.ended && this.#tell({ kind: 'soundEnded' }))
    on('error', () => element.error !== null && fail('recording'))
    // A key for media on the keyboard.
    on('pause', () => element.paused && !element.ended && this.#tell({ kind: 'pause' }))
    element.addEventListener('play', () => {
      if (this.#place === null) element.pause()
    })
    return { element, output }
  }

  #goTo(element: HTMLAudioElement, { key, offsetMs }: Place): void {
    if (key !== this.#key) {
      this.#key = key
      element.src = `/recordings/${key}`
    }
    if (Math.abs(element.currentTime * 1_000 - offsetMs) > NEAR_MS) {
      element.currentTime = offsetMs / 1_000
    }
  }

  async #start({ element, output }: Equipment, place: Place): Promise<void> {
    const isWanted = (): boolean => this.#place === place
    let trouble: 'recording' | 'speaker' = 'speaker'
    try {
      await output.run()
      trouble = 'recording'
      if (!isWanted()) return
      await element.play()
      if (isWanted()) this.#follow()
    } catch (thrown) {
      // An interruption is a wish of ours.
      if (!isWanted() || thrownName(thrown) === 'AbortError') return
      this.#key = null
      this.#tell({ kind: 'soundFailed', trouble })
    }
  }

  #rest(): void {
    this.#place = null
    cancelAnimationFrame(this.#frame)
    if (this.#made === null) return
    this.#made.element.pause()
    this.#made.output.rest()
  }

  /** Looks with each picture of the screen; hidden, the element tells by itself four times a second. */
  #follow(): void {
    cancelAnimationFrame(this.#frame)
    this.#frame = requestAnimationFrame(() => {
      this.#look()
      if (this.#place !== null) this.#follow()
    })
  }

  #look(): void {
    const element = this.#made?.element
    if (!element || element.paused || element.seeking) return
    if (element.readyState < HTMLMediaElement.HAVE_FUTURE_DATA) return
    this.#tell({ kind: 'started' })
    this.#tell({ kind: 'clock', offsetMs: element.currentTime * 1_000 })
  }
}
