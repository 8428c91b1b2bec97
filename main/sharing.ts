import type { AppError } from '@contract/errors'
import { frameReportSchema } from '@contract/media'
import type { SentFrame, ShareChoice } from '@contract/session'
import type { Box } from '@contract/settings'
import type { AppState } from '@contract/state'
import type { Uplink } from './live/uplink'
import type { Lane } from './lane'
import type { Log } from './log'
import type { StateCell } from './state-cell'
import { FramePipeline } from './vision/frame-pipeline'
import { encodeFrame } from './vision/jpeg-encoder'

export interface SharingOptions {
  readonly state: StateCell<AppState>
  readonly uplink: Uplink
  readonly log: Log
  /** `tookMs`: the work from capture to socket, without the wait for the frame's turn. */
  readonly onFrameSent: (frame: SentFrame, tookMs: number) => void
}

/** What is shown to the assistant: at most one source, and the frames that came from it. */
export class Sharing {
  readonly #options: SharingOptions
  readonly pipeline: FramePipeline
  #shares = 0
  #lane: Lane | null = null

  constructor(options: SharingOptions) {
    this.#options = options
    this.pipeline = new FramePipeline({
      encode: encodeFrame,
      send: (jpeg) => options.uplink.frame(jpeg),
      readiness: () => options.uplink.frameReadiness,
      onSent: (frame, shareId, tookMs) =>
        options.onFrameSent({ ...frame, shareId, sentAt: Date.now() }, tookMs),
      now: () => performance.now(),
      log: options.log,
    })
  }

  connect(lane: Lane): void {
    this.#lane?.close()
    this.#lane = lane
    lane.onMessage((raw) => {
      const report = frameReportSchema.safeParse(raw).data
      if (report?.type === 'frame' && this.#lane === lane) this.pipeline.submit(report)
    })
  }

  start(source: ShareChoice): void {
    this.#shares += 1
    this.pipeline.start(this.#shares)
    this.#set({ kind: 'starting', shareId: this.#shares, source })
  }

  /** The window has opened the source. */
  opened(shareId: number): void {
    const { sharing } = this.#options.state.current
    if (sharing.kind !== 'starting' || sharing.shareId !== shareId) return
    this.#set({
      kind: 'on',
      shareId,
      source: sharing.source,
      since: Date.now(),
      paused: null,
      covers: [],
      coversRevision: 0,
      next: null,
    })
    this.#options.log.info('share-started', { kind: sharing.source.kind })
  }

  /** The source could not be opened, or went away by itself. */
  lost(shareId: number, error: AppError): void {
    const { sharing } = this.#options.state.current
    if (sharing.kind === 'off' || sharing.shareId !== shareId) return
    this.#stop({ name: sharing.source.name, error })
  }

  /** The user has had enough; or, with `error`, the window that captured is gone. */
  stop(error?: AppError): void {
    const { sharing } = this.#options.state.current
    if (sharing.kind === 'off') return
    this.#stop(error ? { name: sharing.source.name, error } : undefined)
  }

  setCovers(shareId: number, covers: readonly Box[]): void {
    const { sharing } = this.#options.state.current
    if (sharing.kind !== 'on' || sharing.shareId !== shareId) return
    this.#set({ ...sharing, covers, coversRevision: sharing.coversRevision + 1 })
  }

  #stop(ended: { name: string; error: AppError } | undefined): void {
    this.pipeline.stop()
    this.#set(ended ? { kind: 'off', ended } : { kind: 'off' })
    this.#options.log.info('share-ended', { reason: ended?.error.reason ?? 'user' })
  }

  #set(sharing: AppState['sharing']): void {
    this.#options.state.update({ sharing })
  }
}
