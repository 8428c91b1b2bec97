import type { MicrophoneState } from '@contract/session'

/** How often the sound server is looked for while the microphone is lost, in ms. */
const LOOK_MS = 1_000

export interface SoundServerWatchOptions {
  isThere(): Promise<boolean>
  endAudioProcess(): void
}

/**
 * While a microphone that was on is lost, looks for the system's sound server. When it is there at
 * the first look, or comes back, the audio process is ended: once for each time, so that a microphone
 * that is merely unplugged costs the voice one short gap.
 */
export class SoundServerWatch {
  readonly #options: SoundServerWatchOptions
  /** A microphone was on, and nobody has switched it off since. */
  #wasOn = false
  #wasThere = false
  #timer: NodeJS.Timeout | null = null

  constructor(options: SoundServerWatchOptions) {
    this.#options = options
  }

  follow(microphone: MicrophoneState): void {
    switch (microphone.kind) {
      case 'on':
        this.#wasOn = true
        this.close()
        return
      case 'off':
        this.#wasOn = false
        this.close()
        return
      case 'failed':
        if (this.#wasOn && microphone.error.reason !== 'microphone-denied') this.#begin()
        return
      case 'opening':
    }
  }

  close(): void {
    if (this.#timer) clearInterval(this.#timer)
    this.#timer = null
  }

  #begin(): void {
    if (this.#timer) return
    this.#wasThere = false
    const timer = setInterval(() => void this.#look(timer), LOOK_MS)
    this.#timer = timer
  }

  async #look(timer: NodeJS.Timeout): Promise<void> {
    const isThere = await this.#options.isThere()
    // It may have been found meanwhile.
    if (timer !== this.#timer) return
    if (isThere && !this.#wasThere) this.#options.endAudioProcess()
    this.#wasThere = isThere
  }
}
