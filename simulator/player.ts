import type { Step } from './reply-plan'
import type { Timers } from './timers'

/** Plays the steps of one reply at their times; a late timer catches up, the order never changes. */
export class Player {
  private readonly timers: Timers
  private stopped = false
  private cancelTimer: () => void = () => undefined

  constructor(timers: Timers) {
    this.timers = timers
  }

  /** Waits, then gives each step in turn to `onStep`. */
  play(steps: readonly Step[], delayMs: number, onStep: (step: Step) => void): void {
    const start = performance.now() + delayMs
    let next = 0
    const pump = (): void => {
      for (let step = steps[next]; step !== undefined && !this.stopped; step = steps[next]) {
        const early = step.atMs - (performance.now() - start)
        if (early > 0) {
          this.cancelTimer = this.timers.after(early, pump)
          return
        }
        next += 1
        onStep(step)
      }
    }
    pump()
  }

  stop(): void {
    this.stopped = true
    this.cancelTimer()
  }
}
