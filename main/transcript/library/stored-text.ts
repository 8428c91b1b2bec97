/** The driver ends a text at its first NUL, and UTF-8 cannot hold halves of pairs. */
const UNSTORABLE = /\0|\p{Cs}/gu

/**
 * A text as the database gives it back. What goes into a table and the index must be the same, or it
 * could not be taken out of the index again.
 */
export const storedText = (text: string): string => text.replaceAll(UNSTORABLE, '\ufffd')
