import { PACES, type Reply } from './scenario'
import { join, secondsOf, toBytes, VOICE_RATE } from './sound'
import type { Spoken } from './voice'

/** One message of a reply, and when it goes out. */
export interface Step {
  /** Milliseconds from the start of the reply. */
  readonly atMs: number
  readonly kind: 'content' | 'voice' | 'generationComplete' | 'turnComplete' | 'late'
  readonly message: object
  /** For `voice`: where in the sound it begins, how long it is, and the words in it. */
  readonly offsetMs?: number
  readonly bytes?: number
  readonly words?: string
}

export interface Wishes {
  /** The user's words, if the client asked for them. */
  readonly heard: string | null
  readonly outputTranscription: boolean
}

interface Fragment {
  readonly ms: number
  readonly text: string
}

/** Transcripts come in pieces of about this many words, or of characters where words have no gaps. */
const FRAGMENT_WORDS = 2
const FRAGMENT_CHARACTERS = 12

/** Cuts a text into fragments that concatenate to it; never inside what a reader sees as one letter. */
export function fragments(text: string): string[] {
  const pieces: string[] = []
  let piece = ''
  for (const word of text.match(/\s*\S+\s*?(?=\s|$)|\s+$/gu) ?? []) {
    for (const { segment } of new Intl.Segmenter().segment(word)) {
      piece += segment
      if (piece.length >= FRAGMENT_CHARACTERS) piece = flush(pieces, piece)
    }
    const words = piece.trim().split(/\s+/).length
    if (words >= FRAGMENT_WORDS) piece = flush(pieces, piece)
  }
  flush(pieces, piece)
  return pieces
}

function flush(pieces: string[], piece: string): '' {
  if (piece !== '') pieces.push(piece)
  return ''
}

/** Each fragment at the moment of the sound at which it is said, by its share of the letters. */
function timedFragments(spoken: readonly Spoken[]): Fragment[] {
  const timed: Fragment[] = []
  let startMs = 0
  for (const { text, samples } of spoken) {
    const lengthMs = secondsOf(samples) * 1_000
    let before = 0
    for (const fragment of fragments(text)) {
      timed.push({ ms: startMs + (lengthMs * before) / text.length, text: fragment })
      before += fragment.length
    }
    startMs += lengthMs
  }
  return timed
}

/** The sound in chunks, with the words that fall into each. */
function voiceSteps(spoken: readonly Spoken[], reply: Reply, wishes: Wishes): Step[] {
  const { chunkMs, aheadMs, speed } = reply.pace ?? PACES.natural
  const samples = join(spoken.map((one) => one.samples))
  const chunkSamples = Math.round((chunkMs / 1_000) * VOICE_RATE)
  const timed = timedFragments(spoken)
  const steps: Step[] = []
  for (let from = 0; from < samples.length; from += chunkSamples) {
    const offsetMs = (from / VOICE_RATE) * 1_000
    const isLast = from + chunkSamples >= samples.length
    const data = toBytes(samples.subarray(from, from + chunkSamples))
    let words = ''
    while (timed[0] !== undefined && (isLast || timed[0].ms < offsetMs + chunkMs)) {
      words += timed.shift()?.text ?? ''
    }
    steps.push({
      atMs: Math.max(0, (offsetMs - aheadMs) / speed),
      kind: 'voice',
      offsetMs,
      bytes: data.length,
      words,
      message: {
        serverContent: {
          modelTurn: { role: 'model', parts: [{ inlineData: inlineVoice(data) }] },
          ...(words !== '' &&
            wishes.outputTranscription && { outputTranscription: { text: words } }),
        },
      },
    })
  }
  return steps
}

export const inlineVoice = (data: Buffer): { mimeType: string; data: string } => ({
  mimeType: `audio/pcm;rate=${VOICE_RATE}`,
  data: data.toString('base64'),
})

/** What a client has to ignore. */
const LITTER: readonly object[] = [
  {},
  { serverContent: {} },
  { serverContent: { futureField: { nested: [1, null, 'x'] } } },
  { futureMessage: { of: 'a later version' } },
]

/** Everything that a reply sends, in order, each with its time. Pure. */
export function planReply(spoken: readonly Spoken[], reply: Reply, wishes: Wishes): Step[] {
  const voice = voiceSteps(spoken, reply, wishes)
  const soundMs = spoken.reduce((sum, { samples }) => sum + secondsOf(samples) * 1_000, 0)
  const sentMs = voice.at(-1)?.atMs ?? 0
  const completeMs = reply.playback === 'none' ? sentMs : Math.max(sentMs, soundMs)
  const heard = fragments(wishes.heard ?? '').map((text) => ({ inputTranscription: { text } }))
  const heardSteps = (when: Reply['heardWhen'], kind: 'content' | 'late' = 'content'): Step[] =>
    when === (reply.heardWhen ?? 'before')
      ? heard.map((serverContent) => ({ atMs: 0, kind, message: { serverContent } }))
      : []
  const [first, ...others] = voice
  return [
    ...heardSteps('before'),
    ...opening(reply),
    ...(first === undefined ? silentWords(spoken, wishes) : [first]),
    ...heardSteps('afterStart'),
    ...others.flatMap((step) => (reply.litter === true ? [step, ...litter(step.atMs)] : [step])),
    content({ generationComplete: true }, 'generationComplete', sentMs),
    content({ turnComplete: true }, 'turnComplete', completeMs),
    ...heardSteps('afterTurnComplete', 'late'),
  ]
}

const content = (serverContent: object, kind: Step['kind'] = 'content', atMs = 0): Step => ({
  atMs,
  kind,
  message: { serverContent },
})

const litter = (atMs: number): Step[] =>
  LITTER.map((message) => ({ atMs, kind: 'content', message }))

/** What comes ahead of the sound. */
function opening({ strayInterruption, thoughts = [] }: Reply): Step[] {
  const stray = [content({ interrupted: true }), content({ turnComplete: true })]
  return [
    ...(strayInterruption === true ? stray : []),
    ...thoughts.map((text) =>
      content({ modelTurn: { role: 'model', parts: [{ text, thought: true }] } }),
    ),
  ]
}

/** A caption without sound. */
function silentWords(spoken: readonly Spoken[], wishes: Wishes): Step[] {
  const text = spoken.map((one) => one.text).join('')
  return text === '' || !wishes.outputTranscription
    ? []
    : [content({ outputTranscription: { text } })]
}
