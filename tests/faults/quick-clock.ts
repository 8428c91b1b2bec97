import type { Clock } from '@main/live/clock'

/** The system's clock, so many times as fast: over real sockets minutes pass in seconds. */
export function quickClock(speed: number): Clock {
  return {
    now: () => performance.now() * speed,
    schedule: (task, ms) => {
      const timer = setTimeout(task, ms / speed)
      return () => clearTimeout(timer)
    },
  }
}
