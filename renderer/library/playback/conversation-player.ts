import { createStore } from 'zustand/vanilla'
import type { DeviceChoice } from '@contract/settings'
import { playbackAfter, playbackOf, type PlaybackEvent } from './playback'
import { RecordingSound } from './recording-sound'
import type { Stretch } from './stretches'

/** Plays what was recorded of one conversation. */
export class ConversationPlayer {
  readonly store
  readonly #sound = new RecordingSound((report) => this.note(report))

  constructor(stretches: readonly Stretch[]) {
    this.store = createStore(() => playbackOf(stretches))
  }

  readonly note = (event: PlaybackEvent): void => {
    const before = this.store.getState()
    const after = playbackAfter(before, event)
    if (after === before) return
    this.store.setState(after, true)
    this.#sound.follow(after)
  }

  setChoice(choice: DeviceChoice | null): void {
    this.#sound.setChoice(choice)
  }

  /** Lets go of the speakers; it can be played again. */
  close(): void {
    this.note({ kind: 'pause' })
    this.#sound.close()
  }
}
