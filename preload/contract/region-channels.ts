/**
 * The channels of the page that lets the user choose a part of a screen, as plain strings. A file
 * of its own: a sandboxed preload is one file, so the two preloads share none.
 */
export const REGION_CHANNELS = {
  readScreen: 'sightline:region-read-screen',
  showPage: 'sightline:region-show-page',
  answer: 'sightline:region-answer',
} as const
