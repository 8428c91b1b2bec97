/** The words of the settings of talking: voice detection here and at the server, and the tail. */
export const handsFree = {
  local: 'Detect speech on this computer',
  localChoices: { off: 'Off', on: 'On' },
  localHints: {
    off: 'All sound is sent, silence too, and costs as much as speech.',
    on: 'Silence is not sent. Speech is, with the moment before it.',
  },
  saving: (held: string, all: string, percent: string, tokens: string) =>
    `Silence not sent: ${held} of ${all} (${percent} %), about ${tokens} tokens`,
  server: 'Server’s voice detection',
  start: 'Notices that you begin to speak',
  end: 'Takes what you say as finished',
  startChoices: { default: 'As it comes', high: 'Easily', low: 'Less easily' },
  endChoices: { default: 'As it comes', high: 'Sooner', low: 'Later' },
  startHint: 'Less easily helps where noise is taken for speech.',
  endHint: 'Later helps where you are interrupted in mid-sentence.',
  silence: 'Pause that ends what you say',
  silenceDefault: 'As it comes, about 0.8 s',
  seconds: (seconds: string) => `${seconds} s`,
  prefix: 'Kept from before you were noticed',
  prefixDefault: 'As it comes',
  milliseconds: (ms: string) => `${ms} ms`,
  prefixHint: 'Longer helps where first syllables are lost.',
  none: 'This model is not known to take wishes for its voice detection.',
  tail: 'After you let go',
  tailHint: 'What is still sent after you stop talking, as people let go early.',
}
