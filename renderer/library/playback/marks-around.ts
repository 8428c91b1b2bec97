/** The marks before and after a moment. Pure; times in ms since the epoch, in order. */

/** This soon after a mark the one before it is meant, or nobody got past it while it plays. */
const JUST_PASSED_MS = 2_000

export const nextMark = (marks: readonly number[], at: number): number | null =>
  marks.find((mark) => mark > at) ?? null

export const previousMark = (marks: readonly number[], at: number): number | null =>
  marks.findLast((mark) => mark < at - JUST_PASSED_MS) ?? null
