import type { Prompt, Reply, Said, Scenario, Sight } from './scenario'

/** What the demo says of itself, one a turn: never all at once. */
const ASIDES = [
  'This is the local demo: interrupt me whenever you like.',
  'I am only a rehearsal, so I hear that you speak, but not what you say.',
  'If you type to me in this demo, I can quote you word for word.',
  'Speak while I am speaking, and this demo stops in the middle of a sentence.',
  'With a key in the settings, a real model will sit here, and understand you.',
] as const

const QUOTED_CHARACTERS = 160

function opening(said: Said): string {
  if (said.kind === 'text' && said.text.trim() === '') return 'You asked me to go on.'
  if (said.kind === 'text') return `You typed: “${shorten(said.text)}”.`
  if (said.kind === 'toolResult') {
    const names = said.results.map((result) => result.name.replaceAll('_', ' '))
    return `The result of ${names.join(' and ')} has arrived. Thank you.`
  }
  const typed = said.typed.map((text) => ` You also typed: “${shorten(text)}”.`).join('')
  return said.seconds > 0
    ? `I heard you speak for ${said.seconds.toFixed(1)} seconds.${typed}`
    : `I was listening, but heard nothing.${typed}`
}

function shorten(text: string): string {
  return text.length <= QUOTED_CHARACTERS ? text : `${text.slice(0, QUOTED_CHARACTERS)}…`
}

function describe(sight: Sight | null): string {
  if (sight === null) return 'I see nothing, as no screen or camera is shared.'
  const size = `a picture of ${sight.width} by ${sight.height} pixels`
  if (sight.change === 'first') return `I see ${size}, ${tint(sight.brightness)}.`
  if (sight.change === 'same') return `I still see ${size}, and it looks the same as before.`
  const where = sight.where === '' ? '' : `, mostly at the ${sight.where}`
  return `I see ${size}, and it has changed since my last answer${where}.`
}

function tint(brightness: number): string {
  return brightness < 0.25
    ? 'rather dark'
    : brightness > 0.7
      ? 'rather bright'
      : 'of middling light'
}

/** The words of one answer. */
export function words(prompt: Omit<Prompt, 'look'>, sight: Sight | null): string {
  const aside = ASIDES[(prompt.turn - 1) % ASIDES.length] ?? ASIDES[0]
  const stopped = prompt.wasInterrupted ? 'You stopped me, so I am listening. ' : ''
  return `${stopped}${opening(prompt.said)} ${describe(sight)} ${aside}`
}

/** The default: reacts to what it hears, reads and is shown, the same way for the same turn. */
export const conversational: Scenario = {
  name: 'conversational',
  async reply(prompt): Promise<Reply> {
    return { text: words(prompt, await prompt.look()) }
  },
}
