/**
 * The channels of the page that stands in when the window cannot be kept up, as plain strings. A
 * file of its own: a sandboxed preload is one file, so the preloads share none.
 */
export const SAFE_MODE_CHANNELS = {
  readFacts: 'sightline:safe-mode-read-facts',
  act: 'sightline:safe-mode-act',
} as const
