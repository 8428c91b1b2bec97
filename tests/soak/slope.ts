/** Whether something grows, out of samples that jump up and down. Pure. */

export interface Sample {
  /** When, in hours; or after how much of anything. */
  readonly at: number
  readonly value: number
}

/** Growth of `value` for each unit of `at`, by least squares; 0 of fewer than two samples. */
export function slope(samples: readonly Sample[]): number {
  const meanAt = mean(samples.map(({ at }) => at))
  const meanValue = mean(samples.map(({ value }) => value))
  const spread = sum(samples.map(({ at }) => (at - meanAt) ** 2))
  if (spread === 0) return 0
  return sum(samples.map(({ at, value }) => (at - meanAt) * (value - meanValue))) / spread
}

/** The slope once it has warmed up: of all but this share of the samples, from the first. */
export function settledSlope(samples: readonly Sample[], warmUpShare = 0.25): number {
  return slope(samples.slice(Math.floor(samples.length * warmUpShare)))
}

const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0)
const mean = (values: readonly number[]): number =>
  values.length ? sum(values) / values.length : 0

/** What a process may grow in an hour, in MiB, once it has warmed up. */
export const MOST_GROWTH_MB = { main: 1, page: 2 } as const
