import { PACES, type Reply } from '../../simulator/scenario'

/** An answer that is there at once. */
export const QUICK: Reply = { pace: PACES.burst, playback: 'none', delayMs: 10, sound: 'hum' }
