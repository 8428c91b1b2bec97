import type { AppError } from '@contract/errors'
import { frameReportSchema, type FrameCommand } from '@contract/media'
import type { SentFrame, ShareChoice } from '@contract/session'
import type { Box } from '@contract/settings'
import type { AppState } from '@contract/state'
import type { Uplink } from './live/uplink'
import type { Lane } from './lane'
import type { Log } from './log'
import type { StateCell } from './state-cell'
import type { FrameCodec } from './vision/frame-codec'
import { FramePipeline } from './vision/frame-pipeline'

export interface SharingOptions {
  readonly state: StateCell<AppState>
  readonly uplink: Uplink
  readonly codec: FrameCodec
  readonly log: Log
  /** `tookMs`: the work from capture to socket, without the wait for the frame's turn. */
  readonly onFrameSent: (frame: SentFrame, tookMs: number) => void
  /** A picture was looked at that shows nothing new. */
  readonly onFrameUnchanged: () => void
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
      encode: (picture, detail) => options.codec.encode(picture, detail),
      send: (jpeg) => options.uplink.frame(jpeg),
      readiness: () => options.uplink.frameReadiness,
      coversRevision: () => {
        const { sharing } = options.state.current
        return sharing.kind === 'on' ? sharing.coversRevision : 0
      },
      askFresh: () => this.#command({ type: 'refresh' }),
      onSent: (sent, { frameId, shareId }, tookMs) => {
        this.#command({ type: 'sent', frameId })
        options.onFrameSent({ ...sent, shareId, sentAt: Date.now() }, tookMs)
      },
      now: () => performance.now(),
      log: options.log,
    })
    this.#followState(options.state.current)
  }

  /** Sends what the screen shows now, changed or not: at once, or in its turn. */
  refresh(): void {
    this.pipeline.refresh()
  }

  /** Who begins to talk talks about what is on the screen now. The codec is there for shares. */
  #followState({ talk: { talking } }: AppState): void {
    const { state, codec, log } = this.#options
    let wasTalking = talking
    state.subscribe(({ talk, sharing }) => {
      if (talk) {
        if (talk.talking && !wasTalking) this.refresh()
        wasTalking = talk.talking
      }
      if (sharing?.kind === 'off') codec.rest()
      else if (sharing) codec.warmUp().catch(() => log.warn('encoder-unavailable'))
    })
  }

  #command(command: FrameCommand): void {
    this.#lane?.post(command)
  }

  connect(lane: Lane): void {
    this.#lane?.close()
    this.#lane = lane
    lane.onMessage((raw) => {
      const report = frameReportSchema.safeParse(raw).data
      if (!report || this.#lane !== lane) return
      if (report.type === 'frame') this.pipeline.submit(report)
      else this.#options.onFrameUnchanged()
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
