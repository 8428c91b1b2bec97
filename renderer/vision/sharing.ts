import { appError, type AppError } from '@contract/errors'
import type { RequestArgument } from '@contract/ipc'
import type { ShareKind, SharingState } from '@contract/session'
import type { Corner } from '@contract/settings'
import { thrownName } from '../audio/thrown-name'
import type { Composition } from './composition'
import { FrameGrabber } from './frame-grabber'
import { decideSharing } from './share-decision'
import { shareError } from './share-error'
import { openShareTrack } from './share-track'
import { compositionOf } from './sharing-composition'

type SharingReport = RequestArgument<'reportSharing'>

interface Share {
  readonly shareId: number
  readonly kind: ShareKind
  /** `null` while it is being opened. */
  track: MediaStreamTrack | null
}

/** Opens and stops what is shared, as main's state says. */
export class Sharing {
  readonly #report: (report: SharingReport) => void
  readonly #grabber: FrameGrabber
  #current: Share | null = null
  #composition: Composition | null = null
  #isFirst = true
  /** The share that was last reported as interrupted or over. */
  #over = 0

  constructor(lane: MessagePort, report: (report: SharingReport) => void) {
    this.#report = report
    this.#grabber = new FrameGrabber(lane, ({ shareId, name }) => {
      if (this.#current?.shareId !== shareId) return
      this.#end(shareId, shareError(this.#current.kind, name))
    })
  }

  follow(state: SharingState, corner: Corner): void {
    this.#compose(state, corner)
    const decision = decideSharing(this.#current?.shareId ?? null, state, this.#isFirst)
    this.#isFirst = false
    if (decision === 'keep') return
    this.#stop()
    if (state.kind === 'off' || state.shareId === this.#over) return
    if (decision === 'interrupted') this.#end(state.shareId, appError('share-interrupted'))
    else void this.#open(state)
  }

  #compose(state: SharingState, corner: Corner): void {
    const before = this.#composition
    this.#composition = state.kind === 'off' ? null : compositionOf(state, corner)
    if (state.kind === 'off' || !this.#composition || !this.#current?.track) return
    if (JSON.stringify(before) === JSON.stringify(this.#composition)) return
    this.#grabber.compose(state.shareId, this.#composition)
  }

  close(): void {
    this.#stop()
    this.#grabber.close()
  }

  async #open({ shareId, source }: Exclude<SharingState, { kind: 'off' }>): Promise<void> {
    const share: Share = { shareId, kind: source.kind, track: null }
    this.#current = share
    try {
      const track = await openShareTrack(source)
      if (this.#current !== share) {
        track.stop()
        return
      }
      share.track = track
      track.addEventListener('ended', () => {
        if (this.#current === share) this.#end(shareId, appError('share-source-gone', source.name))
      })
      if (this.#composition) this.#grabber.grab(shareId, track, this.#composition)
      this.#report({ kind: 'on', shareId })
    } catch (thrown) {
      if (this.#current === share) this.#end(shareId, shareError(source.kind, thrownName(thrown)))
    }
  }

  /** The share ended, but not because main said so. */
  #end(shareId: number, error: AppError): void {
    this.#over = shareId
    this.#stop()
    this.#report({ kind: 'off', shareId, error })
  }

  #stop(): void {
    this.#current?.track?.stop()
    this.#current = null
    this.#grabber.stop()
  }
}
