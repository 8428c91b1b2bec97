import { appError } from '@contract/errors'
import type { RequestArgument } from '@contract/ipc'
import { MICROPHONE, microphoneMessageSchema } from '@contract/media'
import type { AppState } from '@contract/state'
import type { Conversation } from './conversation'
import type { MicrophoneCounts } from './microphone-counts'
import type { Notices } from './notices'
import type { Sharing } from './sharing'
import type { StateCell } from './state-cell'

export interface PageReportsOptions {
  readonly state: StateCell<AppState>
  readonly notices: Notices
  readonly counts: MicrophoneCounts
  readonly conversation: Conversation
  readonly sharing: Sharing
}

/** What the page tells of itself and of its devices. */
export class PageReports {
  readonly #options: PageReportsOptions

  constructor(options: PageReportsOptions) {
    this.#options = options
  }

  microphone(microphone: RequestArgument<'reportMicrophone'>): void {
    this.#options.state.update({ microphone })
  }

  /** A message of the microphone's lane was not let in. */
  microphoneRefused(message: unknown): void {
    const { success, data } = microphoneMessageSchema.safeParse(message)
    if (!success || data.type !== 'chunk') return
    this.#options.counts.lose('flood', MICROPHONE.chunkMs)
    this.#options.conversation.noteRefused(data.at)
  }

  speaker(speaker: RequestArgument<'reportSpeaker'>): void {
    this.#options.state.update({ speaker })
    if (speaker.kind === 'failed') this.#options.notices.post(speaker.error)
  }

  /** The window that captured is gone; a new one reports what it captures. */
  gone(): void {
    const off = { kind: 'off' } as const
    this.#options.state.update({ microphone: off, echoTest: false, speaker: off })
    this.#options.sharing.stop(appError('share-interrupted'))
  }
}
