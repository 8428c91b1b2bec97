/** What many measurements of one thing come to. Pure. */

export interface Summary {
  readonly count: number
  readonly median: number
  readonly p95: number
  readonly p99: number
  readonly worst: number
}

/** Upper limits; a figure meets its goal when it keeps to each of those named. */
export type Goal = Partial<Omit<Summary, 'count'>>

/**
 * The smallest sample that at least this percentage of the samples do not exceed (nearest rank,
 * https://en.wikipedia.org/wiki/Percentile): always one that was measured. NaN for none.
 */
export function percentile(samples: readonly number[], percent: number): number {
  const sorted = [...samples].sort((a, b) => a - b)
  const rank = Math.max(1, Math.ceil((percent / 100) * sorted.length))
  return sorted[rank - 1] ?? NaN
}

export function summarize(samples: readonly number[]): Summary {
  return {
    count: samples.length,
    median: percentile(samples, 50),
    p95: percentile(samples, 95),
    p99: percentile(samples, 99),
    worst: percentile(samples, 100),
  }
}

/** Whether the figure keeps to its goal; nothing measured meets no goal. */
export function meets(summary: Summary, goal: Goal): boolean {
  return GOAL_KEYS.every((key) => {
    const limit = goal[key]
    return limit === undefined || summary[key] <= limit
  })
}

/** A goal in words: `median ≤ 22, p99 ≤ 30`. */
export function describeGoal(goal: Goal, unit: string): string {
  return GOAL_KEYS.flatMap((key) => {
    const limit = goal[key]
    return limit === undefined ? [] : [`${key} ≤ ${limit} ${unit}`.trim()]
  }).join(', ')
}

const GOAL_KEYS = ['median', 'p95', 'p99', 'worst'] as const
