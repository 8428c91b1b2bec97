const LONGEST_NAME = 300

/** On one line, and in the order in which it reads: a name must not pass for words of ours. */
export const plainName = (name: string): string =>
  name.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '\u{fffd}').slice(0, LONGEST_NAME)
