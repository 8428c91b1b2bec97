/** A conversation that something happens in; it is noted with its first line or happening. */
export interface Occasion {
  readonly id: string
  readonly startedAt: number
}
