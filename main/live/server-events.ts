import { z } from 'zod'
import { readUsage, type Usage } from './usage'

/** What a message of the server says, in the order in which it must take effect. */
export type ServerEvent =
  | { readonly type: 'setup-complete' }
  /** A fragment of what the user said; fragments join as they are, spaces included. */
  | Words<'input-text'>
  /** A fragment of what the assistant says aloud. */
  | Words<'output-text'>
  /** 16-bit mono PCM at 24 kHz. */
  | { readonly type: 'voice'; readonly pcm: Uint8Array }
  | { readonly type: 'interrupted' }
  | { readonly type: 'generation-complete' }
  | { readonly type: 'turn-complete' }
  | { readonly type: 'tool-call'; readonly calls: readonly ToolCall[] }
  | { readonly type: 'tool-call-cancelled'; readonly ids: readonly string[] }
  | { readonly type: 'resumption'; readonly handle: string }
  /** The connection ends in so many ms; `null` when the server did not say it usably. */
  | { readonly type: 'go-away'; readonly timeLeftMs: number | null }
  /** Tokens of a turn, so far. */
  | { readonly type: 'usage'; readonly usage: Usage }

interface Words<Type extends string> {
  readonly type: Type
  readonly text: string
  /** BCP 47, where the service tells. */
  readonly language?: string
}

export interface ToolCall {
  readonly id: string
  readonly name: string
}

/** A message that cannot be used is dropped whole and counted; the session lives on. */
export type ServerMessage =
  | { readonly kind: 'events'; readonly events: readonly ServerEvent[] }
  | { readonly kind: 'dropped'; readonly why: 'not-json' | 'malformed' | 'empty' }

/** Longer handles are not kept: those seen in the wild have some hundred characters. */
const LONGEST_HANDLE = 16_384

/** As https://www.rfc-editor.org/rfc/rfc5646 builds them; anything else is passed over. */
const LANGUAGE = /^[a-z]{2,8}(-[a-z0-9]{1,8}){0,4}$/i

const transcription = z.object({
  text: z.string().nullish(),
  languageCode: z.string().regex(LANGUAGE).nullish().catch(null),
})
const part = z.object({
  thought: z.boolean().nullish(),
  inlineData: z.object({ mimeType: z.string(), data: z.string() }),
})
// What is absent may also be written as null: the JSON of protobuf allows both.
const messageSchema = z.object({
  setupComplete: z.object({}).nullish(),
  serverContent: z
    .object({
      modelTurn: z.object({ parts: z.array(z.unknown()).nullish() }).nullish(),
      inputTranscription: transcription.nullish(),
      outputTranscription: transcription.nullish(),
      interrupted: z.boolean().nullish(),
      generationComplete: z.boolean().nullish(),
      turnComplete: z.boolean().nullish(),
      interactionStatus: z.unknown().optional(),
    })
    .nullish(),
  toolCall: z
    .object({ functionCalls: z.array(z.object({ id: z.string(), name: z.string() })) })
    .nullish(),
  toolCallCancellation: z.object({ ids: z.array(z.string()) }).nullish(),
  sessionResumptionUpdate: z
    .object({ newHandle: z.string().nullish(), resumable: z.boolean().nullish() })
    .nullish(),
  goAway: z.object({ timeLeft: z.unknown().optional() }).nullish(),
  interactionStatus: z.unknown().optional(),
  // A receipt that cannot be read spoils nothing.
  usageMetadata: z.unknown().optional(),
  // Understood, and of no use here: a message that holds nothing else is none to be dropped.
  voiceActivity: z.unknown().optional(),
})
type Message = z.infer<typeof messageSchema>
type Content = NonNullable<Message['serverContent']>

/** Reads one text of the server. Pure, and never throws. */
export function readServerMessage(text: string): ServerMessage {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return { kind: 'dropped', why: 'not-json' }
  }
  const parsed = messageSchema.safeParse(json)
  if (!parsed.success) return { kind: 'dropped', why: 'malformed' }
  if (Object.keys(parsed.data).length === 0) return { kind: 'dropped', why: 'empty' }
  return { kind: 'events', events: eventsOf(parsed.data) }
}

/** Every field is independent of the others, so several may hold in one message. */
function eventsOf(message: Message): ServerEvent[] {
  const events: ServerEvent[] = []
  if (message.setupComplete) events.push({ type: 'setup-complete' })
  events.push(...contentEvents(message.serverContent ?? {}, message.interactionStatus))
  if (message.toolCall) events.push({ type: 'tool-call', calls: message.toolCall.functionCalls })
  if (message.toolCallCancellation) {
    events.push({ type: 'tool-call-cancelled', ids: message.toolCallCancellation.ids })
  }
  const { newHandle, resumable } = message.sessionResumptionUpdate ?? {}
  if (resumable === true && newHandle && newHandle.length <= LONGEST_HANDLE) {
    events.push({ type: 'resumption', handle: newHandle })
  }
  if (message.goAway) {
    events.push({ type: 'go-away', timeLeftMs: readDuration(message.goAway.timeLeft) })
  }
  const usage = readUsage(message.usageMetadata)
  if (usage) events.push({ type: 'usage', usage })
  return events
}

/**
 * Words before the ends of a turn. What the assistant says in the very message that says
 * `interrupted` belongs to the answer that was cut, and nobody is to hear or read it; what the user
 * said is of the turn that begins. `status` has been seen beside the content and inside it.
 */
function contentEvents(content: Content, status: unknown): ServerEvent[] {
  const user = wordsOf('input-text', content.inputTranscription)
  const events: ServerEvent[] = content.interrupted
    ? [{ type: 'interrupted' }, ...user]
    : [...user, ...answerEvents(content)]
  if (content.generationComplete) events.push({ type: 'generation-complete' })
  const end = endOfTurn(content.turnComplete === true, content.interactionStatus ?? status)
  return end ? [...events, end] : events
}

function answerEvents(content: Content): ServerEvent[] {
  const events: ServerEvent[] = []
  for (const one of content.modelTurn?.parts ?? []) {
    const pcm = readVoice(one)
    if (pcm) events.push({ type: 'voice', pcm })
  }
  return [...events, ...wordsOf('output-text', content.outputTranscription)]
}

function wordsOf(
  type: 'input-text' | 'output-text',
  said: Content['inputTranscription'],
): ServerEvent[] {
  const { text, languageCode } = said ?? {}
  if (!text) return []
  return [{ type, text, ...(languageCode ? { language: languageCode } : {}) }]
}

/**
 * A model that thinks at length fills the time: it completes turns while `IN_PROGRESS`, with more to
 * come, and has finished only when it is `IDLE`.
 */
function endOfTurn(turnComplete: boolean, status: unknown): ServerEvent | null {
  if (turnComplete && status === 'IN_PROGRESS') return { type: 'generation-complete' }
  return turnComplete || status === 'IDLE' ? { type: 'turn-complete' } : null
}

/** Returns the samples of a part, or `null` when it is not speech of whole samples at 24 kHz. */
function readVoice(value: unknown): Uint8Array | null {
  const { inlineData, thought } = part.safeParse(value).data ?? {}
  if (!inlineData || thought) return null
  const { mimeType, data } = inlineData
  if (!/^audio\/pcm(;\s*rate=24000)?$/i.test(mimeType)) return null
  if (data.length === 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(data)) return null
  const bytes = Buffer.from(data, 'base64')
  return bytes.length > 0 && bytes.length % 2 === 0 ? bytes : null
}

/** Reads a protobuf duration such as `50s` or `1.5s` in ms; `null` for anything else. */
export function readDuration(value: unknown): number | null {
  const seconds = typeof value === 'string' ? /^(\d{1,6}(?:\.\d+)?)s$/.exec(value)?.[1] : undefined
  return seconds === undefined ? null : Number(seconds) * 1000
}
