import type { FrameCommand, FrameReport } from '@contract/media'
import type { Box } from '@contract/settings'
import type { Composition } from './composition'
import { FrameGate, LASTING_MS, type Look } from './frame-gate'
import type { Picture } from './jpeg-encoder'
import { NewestFrame } from './newest-frame'

/** Two pictures a second are looked at, on the average. */
export const GRAB_INTERVAL_MS = 500
/**
 * A frame this much too early, in ms, still has its turn. A screen gives two a second: if each had to
 * wait for a full half second after the one before, one that was late would hold up all after it.
 */
export const EARLY_MS = 200
/** Unchanged pictures are reported no more often, in ms. */
const REPORT_INTERVAL_MS = 1_000

/** Of all shares of this page. */
let frames = 0

/** What a picture is made of. */
export interface Ingredients {
  readonly frame: VideoFrame
  readonly camera: VideoFrame | null
  readonly composition: Composition
  /** Parts of the source in which changes do not count. */
  readonly overlooked: readonly Box[]
}

export interface GrabParts {
  /** The same picture in memory of its own. */
  readonly own: (frame: VideoFrame) => Promise<VideoFrame>
  /** What tells the picture from others: cheap, and done for each. */
  readonly look: (ingredients: Ingredients) => Promise<Look>
  readonly encode: (ingredients: Ingredients) => Promise<Picture>
  readonly send: (report: FrameReport) => void
  readonly fail: (thrown: unknown) => void
}

export interface GrabSource {
  readonly shareId: number
  readonly readable: ReadableStream<VideoFrame>
  readonly camera: ReadableStream<VideoFrame> | null
  readonly composition: Composition
}

/**
 * Reads one share's tracks: every frame is read as it comes, and closed by the next. The newest is
 * looked at when its turn has come, and handed over if it has changed. The first is handed over at
 * once. Ends when the track ends or `stop` is called.
 */
export class FrameGrab {
  readonly shareId: number
  readonly #parts: GrabParts
  readonly #gate = new FrameGate()
  readonly #newest: NewestFrame<VideoFrame>
  readonly #newestCamera: NewestFrame<VideoFrame>
  readonly #readers: ReadableStreamDefaultReader<VideoFrame>[] = []
  #composition: Composition
  #overlooked: readonly Box[] = []
  #stopped = false
  #busy = false
  /** There is something to look at: with its turn, or (`now`) at once and whatever it shows. */
  #due: 'no' | 'turn' | 'now' = 'no'
  #nextTurnAt = 0
  #reportedAt = -Infinity
  #timer: ReturnType<typeof setTimeout> | undefined
  #lasting: ReturnType<typeof setTimeout> | undefined

  constructor({ shareId, readable, camera, composition }: GrabSource, parts: GrabParts) {
    this.shareId = shareId
    this.#composition = composition
    this.#parts = parts
    this.#newest = new NewestFrame(parts.own)
    this.#newestCamera = new NewestFrame(parts.own)
    void this.#read(readable, this.#newest).catch((thrown: unknown) => this.#fail(thrown))
    // A camera that fails takes nothing else along: its last picture stays until the page says so.
    if (camera) void this.#read(camera, this.#newestCamera).catch(() => undefined)
  }

  stop(): void {
    this.#stopped = true
    clearTimeout(this.#timer)
    clearTimeout(this.#lasting)
    this.#newest.clear()
    this.#newestCamera.clear()
    for (const reader of this.#readers) void reader.cancel().catch(() => undefined)
  }

  compose(composition: Composition): void {
    this.#composition = composition
    this.#lookNow()
  }

  overlook(parts: readonly Box[]): void {
    this.#overlooked = parts
  }

  obey(command: Exclude<FrameCommand, { readonly type: 'fitted' }>): void {
    if (command.type === 'sent') this.#gate.sent(command.frameId)
    else this.#lookNow()
  }

  async #read(
    readable: ReadableStream<VideoFrame>,
    newest: NewestFrame<VideoFrame>,
  ): Promise<void> {
    const reader = readable.getReader()
    this.#readers.push(reader)
    for (;;) {
      const { done, value: frame } = await reader.read()
      if (done) return
      if (this.#stopped) {
        frame.close()
        return
      }
      newest.put(frame, Date.now())
      if (this.#due === 'no') this.#due = 'turn'
      this.#takeTurn()
    }
  }

  #lookNow(): void {
    this.#due = 'now'
    this.#takeTurn()
  }

  #takeTurn(): void {
    if (this.#stopped || this.#busy || this.#due === 'no') return
    clearTimeout(this.#timer)
    const wait = this.#due === 'now' ? 0 : this.#nextTurnAt - EARLY_MS - Date.now()
    if (wait > 0) this.#timer = setTimeout(() => this.#takeTurn(), wait)
    else void this.#look()
  }

  async #look(): Promise<void> {
    const whatever = this.#due === 'now'
    this.#busy = true
    this.#due = 'no'
    const now = Date.now()
    // Who is early now has the less time later: no more than two a second, on the average.
    const turnAt = Math.min(Math.max(now, this.#nextTurnAt), now + EARLY_MS)
    this.#nextTurnAt = turnAt + GRAB_INTERVAL_MS
    clearTimeout(this.#lasting)
    try {
      await this.#lookAt(whatever)
    } catch (thrown) {
      this.#fail(thrown)
    } finally {
      this.#busy = false
    }
    this.#takeTurn()
  }

  async #lookAt(whatever: boolean): Promise<void> {
    const held = await this.#newest.share()
    // Asked for before there is a frame: the first is handed over anyhow.
    if (!held) return
    const camera = (await this.#newestCamera.share())?.frame ?? null
    try {
      const ingredients = {
        frame: held.frame,
        camera,
        composition: this.#composition,
        overlooked: this.#overlooked,
      }
      // On demand the picture is what the screen shows now, however long it has stood still.
      await this.#show(ingredients, whatever, whatever ? Date.now() : held.readAt)
    } finally {
      held.frame.close()
      camera?.close()
    }
  }

  async #show(ingredients: Ingredients, whatever: boolean, capturedAt: number): Promise<void> {
    const look = await this.#parts.look(ingredients)
    const difference = whatever ? 'change' : this.#gate.judge(look, Date.now())
    if (difference !== 'change') {
      this.#noteUnchanged()
      if (difference === 'slight') this.#lookAgain()
      return
    }
    const picture = await this.#parts.encode(ingredients)
    if (this.#stopped) return
    frames += 1
    this.#gate.handedOver(frames, look, Date.now())
    const { coversRevision } = ingredients.composition
    const { shareId } = this
    const frameId = frames
    this.#parts.send({ type: 'frame', frameId, coversRevision, ...picture, capturedAt, shareId })
  }

  /** A screen that stands still from now on gives no frame to see that the difference stays. */
  #lookAgain(): void {
    if (this.#stopped) return
    this.#lasting = setTimeout(() => {
      this.#due = this.#due === 'now' ? 'now' : 'turn'
      this.#takeTurn()
    }, LASTING_MS)
  }

  #noteUnchanged(): void {
    if (this.#stopped || Date.now() - this.#reportedAt < REPORT_INTERVAL_MS) return
    this.#reportedAt = Date.now()
    this.#parts.send({ type: 'unchanged', shareId: this.shareId })
  }

  #fail(thrown: unknown): void {
    if (this.#stopped) return
    this.stop()
    this.#parts.fail(thrown)
  }
}
