import type { Clock } from '@main/live/clock'

interface Task {
  readonly due: number
  readonly run: () => void
}

/**
 * The system's clock, so many times as fast: over real sockets minutes pass in seconds. A computer
 * that has other work does not show on it: one turn of the event loop is one moment, no moment is
 * later than what is due and has not run yet, and it can be told to stand still. Whole ms, so that
 * sums of them are exact.
 */
export class QuickClock implements Clock {
  readonly #speed: number
  readonly #tasks = new Set<Task>()
  /** It was so late (ms of this clock) at that time (ms of `performance.now()`). */
  #since = { time: 0, real: performance.now() }
  #isHeld = false
  /** The time in this turn of the event loop, once somebody has asked for it. */
  #moment: number | null = null
  #timer: NodeJS.Timeout | undefined

  constructor(speed: number) {
    this.#speed = speed
  }

  now(): number {
    if (this.#moment !== null) return this.#moment
    const passed = this.#isHeld ? 0 : (performance.now() - this.#since.real) * this.#speed
    return this.#freeze(
      Math.min(Math.floor(this.#since.time + passed), this.#next()?.due ?? Infinity),
    )
  }

  schedule(run: () => void, ms: number): () => void {
    const task = { due: this.now() + Math.ceil(ms), run }
    this.#tasks.add(task)
    this.#arm()
    return () => this.#tasks.delete(task)
  }

  /** Time stands still from here on. */
  hold(): void {
    this.#since = { time: this.now(), real: performance.now() }
    this.#isHeld = true
  }

  /** It goes on where it was. */
  release(): void {
    if (!this.#isHeld) return
    this.#since = { ...this.#since, real: performance.now() }
    this.#isHeld = false
    this.#arm()
  }

  #next(): Task | undefined {
    const sorted = [...this.#tasks].sort((a, b) => a.due - b.due)
    return sorted[0]
  }

  #arm(): void {
    clearTimeout(this.#timer)
    const next = this.#next()
    if (next === undefined || this.#isHeld) return
    const real = this.#since.real + (next.due - this.#since.time) / this.#speed
    this.#timer = setTimeout(() => this.#runNext(), Math.max(0, real - performance.now()))
  }

  #runNext(): void {
    const next = this.#next()
    if (next === undefined || this.#isHeld) return
    if (this.#isDue(next)) {
      this.#tasks.delete(next)
      this.#freeze(next.due)
      next.run()
    }
    this.#arm()
  }

  #isDue({ due }: Task): boolean {
    return this.#since.time + (performance.now() - this.#since.real) * this.#speed >= due
  }

  #freeze(moment: number): number {
    this.#moment = moment
    setImmediate(() => (this.#moment = null))
    return moment
  }
}
