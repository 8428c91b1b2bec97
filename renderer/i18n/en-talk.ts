/** The words of push-to-talk. */
export const talk = {
  pushToTalk: {
    hintHold: (keys: string) => `Hold ${keys} to talk, or tap it to talk until the next tap.`,
    hintPress: (keys: string) => `Press ${keys} to talk, and again when you have finished.`,
    hintCancel: 'Esc takes back what you are saying: it is not answered.',
  },
}
