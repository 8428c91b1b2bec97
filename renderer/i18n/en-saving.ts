/** The words for what was on and yet not sent. */
export const saving = {
  saving: {
    sound: (held: string, all: string, tokens: string, percent: string) =>
      `Sound not sent: ${held} of ${all}, about ${tokens} tokens (${percent} %)`,
    conversation: (kinds: string, tokens: string, percent: string) =>
      `Not sent in this run: ${kinds}; about ${tokens} tokens saved (${percent} %).`,
    kinds: {
      sound: (duration: string) => `${duration} of sound`,
      pictures: (count: number, written: string) =>
        count === 1 ? 'one unchanged picture' : `${written} unchanged pictures`,
    },
  },
}
