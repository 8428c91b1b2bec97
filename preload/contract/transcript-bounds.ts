/**
 * How many lines of what is kept on the disk are held in memory, too: a day of quick talk would
 * otherwise fill it. All of them are in the library.
 */
export const HELD_LINES = 1_000

/** How many of them the window shows below one another. */
export const SHOWN_LINES = 400

/** Positions of lines: each turn has so many, of which few are taken. */
export const PLACES_PER_TURN = 1_000
