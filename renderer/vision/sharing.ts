import { appError, type AppError } from '@contract/errors'
import type { RequestArgument } from '@contract/ipc'
import type { ShareChoice, SharingState } from '@contract/session'
import type { Box, Corner } from '@contract/settings'
import { thrownName } from '../audio/thrown-name'
import type { Composition } from './composition'
import { CornerCamera } from './corner-camera'
import { FrameGrabber } from './frame-grabber'
import { planSharing } from './share-decision'
import { shareError } from './share-error'
import { openShareTrack } from './share-track'
import { compositionOf } from './sharing-composition'

type SharingReport = RequestArgument<'reportSharing'>

interface Share {
  readonly source: ShareChoice
  /** `null` while it is being opened. */
  track: MediaStreamTrack | null
  /** The camera in its corner. */
  camera: CornerCamera | null
}

/** Opens and stops what is shared, as main's state says. */
export class Sharing {
  readonly #report: (report: SharingReport) => void
  readonly #grabber: FrameGrabber
  readonly #shares = new Map<number, Share>()
  /** The shares that were reported as over, until main has heard. */
  readonly #over = new Set<number>()
  #shown: number | null = null
  #composition: Composition | null = null
  #overlooked: readonly Box[] = []
  #isFirst = true

  constructor(openLane: () => MessagePort, report: (report: SharingReport) => void) {
    this.#report = report
    this.#grabber = new FrameGrabber(openLane, ({ shareId, name }) => {
      const share = this.#shares.get(shareId)
      if (share) this.#end(shareId, shareError(share.source.kind, name))
    })
  }

  follow(state: SharingState, corner: Corner): void {
    const before = this.#composition
    this.#composition = state.kind === 'off' ? null : compositionOf(state, corner)
    const own = [...this.#shares.keys(), ...this.#over]
    const plan = planSharing(own, state, this.#isFirst)
    this.#isFirst = false
    // First: no picture that main takes for one without the camera is made with it.
    const isCameraOut = this.#followCamera(state)
    if (plan.show !== null && plan.show === this.#shown) {
      if (isCameraOut) this.#grab(plan.show)
      else this.#composeAnew(before)
    }
    // The new one is grabbed before the old one is stopped: no gap.
    this.#show(plan.show)
    for (const shareId of plan.stop) this.#stop(shareId)
    if (plan.interrupted !== null) this.#end(plan.interrupted, appError('share-interrupted'))
    if (plan.open) void this.#open(plan.open.shareId, plan.open.source)
  }

  /** Changes in these parts of the source do not count. */
  overlook(parts: readonly Box[]): void {
    if (JSON.stringify(parts) === JSON.stringify(this.#overlooked)) return
    this.#overlooked = parts
    if (this.#shown !== null) this.#grabber.overlook(this.#shown, parts)
  }

  close(): void {
    for (const shareId of this.#shares.keys()) this.#stop(shareId)
    this.#grabber.close()
  }

  async #open(shareId: number, source: ShareChoice): Promise<void> {
    const share: Share = { source, track: null, camera: null }
    this.#shares.set(shareId, share)
    const isWanted = (): boolean => this.#shares.get(shareId) === share
    try {
      const track = await openShareTrack(source)
      if (!isWanted()) {
        track.stop()
        return
      }
      share.track = track
      track.addEventListener('ended', () => {
        if (isWanted()) this.#end(shareId, appError('share-source-gone', source.name))
      })
      this.#report({ kind: 'on', shareId })
    } catch (thrown) {
      if (isWanted()) this.#end(shareId, shareError(source.kind, thrownName(thrown)))
    }
  }

  /** Makes pictures of this share, and of no other; `null`: of none. */
  #show(shareId: number | null): void {
    if (shareId === this.#shown) return
    this.#shown = null
    if (shareId === null || !this.#grab(shareId)) {
      this.#grabber.stop()
      return
    }
    this.#shown = shareId
  }

  /** Makes pictures of this share and of the camera in its corner, as far as they are open. */
  #grab(shareId: number): boolean {
    const share = this.#shares.get(shareId)
    if (!share?.track || !this.#composition) return false
    this.#grabber.grab(shareId, share.track, this.#composition, share.camera?.track)
    this.#grabber.overlook(shareId, this.#overlooked)
    return true
  }

  /**
   * The camera is opened once main says that it is part of what is shared, and closed likewise.
   * Returns whether it was closed.
   */
  #followCamera(state: SharingState): boolean {
    if (state.kind !== 'on') return false
    const { shareId } = state
    const { camera } = state.source
    const share = this.#shares.get(shareId)
    if (!share || (camera === undefined) === (share.camera === null)) return false
    share.camera?.close()
    share.camera = camera
      ? new CornerCamera(camera, {
          onOpen: () => this.#grabAnew(shareId),
          onLost: (error) => this.#report({ kind: 'camera-off', shareId, error }),
        })
      : null
    return !camera
  }

  #grabAnew(shareId: number): void {
    if (shareId === this.#shown) this.#grab(shareId)
  }

  /** What is shown already is composed as it is wanted now, where that differs from before. */
  #composeAnew(before: Composition | null): void {
    if (!this.#composition || this.#shown === null) return
    if (JSON.stringify(before) === JSON.stringify(this.#composition)) return
    this.#grabber.compose(this.#shown, this.#composition)
  }

  /** The share ended, but not because main said so. */
  #end(shareId: number, error: AppError): void {
    this.#stop(shareId)
    this.#over.add(shareId)
    this.#report({ kind: 'off', shareId, error })
  }

  #stop(shareId: number): void {
    if (this.#shown === shareId) this.#show(null)
    const share = this.#shares.get(shareId)
    share?.track?.stop()
    share?.camera?.close()
    this.#shares.delete(shareId)
    this.#over.delete(shareId)
  }
}
