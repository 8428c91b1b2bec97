/** Time that never goes back, and what happens later; injected, so that tests run hours in seconds. */
export interface Clock {
  /** Milliseconds since some fixed moment. */
  now(): number
  /** Runs `task` once, after `ms`; the returned function cancels it. */
  schedule(task: () => void, ms: number): () => void
}

export const systemClock: Clock = {
  now: () => performance.now(),
  schedule: (task, ms) => {
    const timer = setTimeout(task, ms)
    return () => clearTimeout(timer)
  },
}
