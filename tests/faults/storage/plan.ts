/** How much of it: `npm run faults` tries more than `npm test`. */
const isLong = process.env.SIGHTLINE_STORAGE_FAULTS === 'long'

/** Kills of a process that keeps lines; each takes 0.3 s. */
export const KILLS = isLong ? 100 : 20
/** Damaged files of each sort. */
export const WAYS = isLong ? 200 : 40
/** How long another program holds the database in one of the tests, in ms. */
export const HELD_MS = isLong ? 20_000 : 5_000
