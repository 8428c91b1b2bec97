import { appError, fail, ok, type AppError, type Result } from '@contract/errors'
import type { RequestArgument } from '@contract/ipc'
import { frameReportSchema, type FrameCommand } from '@contract/media'
import type { SentFrame, ShareChoice, SharingState } from '@contract/session'
import { DETAIL_LONG_SIDE, type Detail } from '@contract/settings'
import type { AppState } from '@contract/state'
import { isActive } from './live/session-state'
import type { Uplink } from './live/uplink'
import type { Lane } from './lane'
import type { Log } from './log'
import { coversEnded } from './share-covers'
import {
  NOTHING_SHARED,
  reduceSharing,
  sentShare,
  type SharingEvent,
  type SharingModel,
  type SharingSituation,
} from './sharing-state'
import type { StateCell } from './state-cell'
import type { FrameCodec } from './vision/frame-codec'
import { FramePipeline, type FramePipelineOptions } from './vision/frame-pipeline'

export interface SharingOptions {
  readonly state: StateCell<AppState>
  readonly uplink: Uplink
  readonly codec: FrameCodec
  readonly log: Log
  /** `tookMs`: the work from capture to socket, without the wait for the frame's turn. */
  readonly onFrameSent: (frame: SentFrame, about: FrameFacts, tookMs: number) => void
  /** A picture was looked at that shows nothing new. */
  readonly onFrameUnchanged: () => void
  /** What the user must know, and what is shared does not show. */
  readonly onNotice: (error: AppError) => void
}

/** What is kept of a frame besides the picture. */
export interface FrameFacts {
  readonly source: ShareChoice
  /** JPEG, of the very picture that was sent. */
  readonly thumbnail: Uint8Array
}

/** What is shown to the assistant: at most one source, and the frames that came from it. */
export class Sharing {
  readonly #options: SharingOptions
  readonly pipeline: FramePipeline
  #detail: Detail
  #model: SharingModel = NOTHING_SHARED
  #shares = 0
  #lane: Lane | null = null
  #clearance: FramePipelineOptions['cleared'] = () => Promise.resolve(true)

  constructor(options: SharingOptions) {
    this.#options = options
    this.#detail = options.state.current.settings.detail
    this.pipeline = new FramePipeline({
      encode: (picture, detail) => options.codec.encode(picture, detail),
      send: (jpeg) => options.uplink.frame(jpeg),
      readiness: () => options.uplink.frameReadiness,
      coversRevision: () => {
        const { sharing } = options.state.current
        return sharing.kind === 'on' ? sharing.coversRevision : 0
      },
      cleared: (capturedAt) => this.#clearance(capturedAt),
      askFresh: () => this.#command({ type: 'refresh' }),
      onSent: ({ thumbnail, ...sent }, { frameId, shareId }, tookMs) => {
        this.#command({ type: 'sent', frameId })
        const { sharing } = this.#model
        if (sharing.kind !== 'on') return
        const frame = { ...sent, shareId, sentAt: Date.now() }
        options.onFrameSent(frame, { source: sharing.source, thumbnail }, tookMs)
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

  /** From now on each picture waits for this leave (`FramePipelineOptions.cleared`). */
  setClearance(cleared: FramePipelineOptions['cleared']): void {
    this.#clearance = cleared
  }

  /** From the next picture on. */
  setDetail(detail: Detail): void {
    this.#detail = detail
    this.#command(fittedTo(detail))
    this.pipeline.setDetail(detail)
  }

  /** Who begins to talk talks about what is on the screen now. The codec is there for shares. */
  #followState({ talk: talkBefore, settings: before }: AppState): void {
    const { state, codec, log } = this.#options
    let said = talkBefore
    let wanted = before
    state.subscribe(({ talk, sharing, settings }) => {
      if (talk) {
        const begins = (what: 'talking' | 'speechHeard'): boolean => talk[what] && !said[what]
        if (begins('talking') || begins('speechHeard')) this.refresh()
        said = talk
      }
      if (settings) {
        // What waits was looked at with other words.
        if (settings.excluded !== wanted.excluded) this.pipeline.renew()
        if (settings.pictureCorner !== wanted.pictureCorner) this.#happen({ type: 'corner-moved' })
        wanted = settings
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
    this.#command(fittedTo(this.#detail))
    lane.onMessage((raw) => {
      const report = frameReportSchema.safeParse(raw).data
      if (!report || this.#lane !== lane) return
      if (report.type === 'frame') this.pipeline.submit(report)
      else this.#options.onFrameUnchanged()
    })
  }

  /** What is on goes on until the window has opened this. */
  start(source: ShareChoice): Result<null> {
    if (!isActive(this.#options.state.current.session)) return fail('not-live')
    this.#shares += 1
    this.#happen({ type: 'chosen', shareId: this.#shares, source })
    return ok(null)
  }

  /** What the window says of a share. */
  hear(report: RequestArgument<'reportSharing'>): void {
    const { shareId } = report
    switch (report.kind) {
      case 'on':
        this.#happen({ type: 'opened', shareId, at: Date.now() })
        return
      case 'off':
        this.#lost(shareId, report.error)
        return
      case 'camera-off':
        this.#cameraOff(shareId, report.error)
    }
  }

  /** The source could not be opened, or went away by itself. */
  #lost(shareId: number, error: AppError): void {
    const { sharing } = this.#model
    if (sharing.kind === 'on' && sharing.next?.shareId === shareId) {
      this.#options.onNotice(appError('share-not-switched', sharing.next.source.name))
    }
    this.#happen({ type: 'lost', shareId, error })
  }

  #cameraOff(shareId: number, error: AppError | undefined): void {
    const { sharing } = this.#model
    this.#happen({ type: 'camera-off', shareId })
    if (this.#model.sharing !== sharing && error) this.#options.onNotice(error)
  }

  /** The user has had enough; or, with `error`, the window that captured is gone. */
  stop(error?: AppError): void {
    this.#happen({ type: 'stopped', error })
  }

  setCovers({ shareId, covers }: RequestArgument<'setCovers'>): void {
    this.#happen({ type: 'covered', shareId, covers })
  }

  /** The screen was locked, an excluded window was opened: nothing is sent as long as that lasts. */
  setSituation(change: Partial<SharingSituation>): void {
    this.#happen({ type: 'situation', change })
  }

  #happen(event: SharingEvent): void {
    const { sharing: before } = this.#model
    this.#model = reduceSharing(this.#model, event)
    const { sharing } = this.#model
    if (sharing === before) return
    // The pipeline first: when the windows hear of a pause, nothing leaves any more.
    const shareId = sentShare(sharing)
    if (shareId === null) this.pipeline.stop()
    else if (shareId !== sentShare(before)) this.pipeline.start(shareId)
    this.#options.state.update({ sharing })
    if (before.kind === 'on' && coversEnded(before, sharing)) {
      this.#options.onNotice(appError('covers-ended', before.source.name))
    }
    this.#log(before, sharing)
  }

  #log(before: SharingState, sharing: SharingState): void {
    const { log } = this.#options
    if (sharing.kind === 'off') {
      log.info('share-ended', { reason: sharing.ended?.error?.reason ?? 'user' })
    } else if (
      sharing.kind === 'on' &&
      (before.kind !== 'on' || before.shareId !== sharing.shareId)
    ) {
      log.info('share-started', { kind: sharing.source.kind })
    } else if (sharing.kind === 'on' && before.kind === 'on' && sharing.paused !== before.paused) {
      log.info('share-paused', { why: sharing.paused?.kind ?? 'resumed' })
    }
  }
}

const fittedTo = (detail: Detail): FrameCommand => ({
  type: 'fitted',
  longSide: DETAIL_LONG_SIDE[detail],
})
