import type { Close } from './close-reasons'
import type { FunctionResponse } from './protocol'
import type { Tone } from './sound'

/** What the model has been shown last. */
export interface Sight {
  readonly width: number
  readonly height: number
  /** Mean grey, 0 black to 1 white. */
  readonly brightness: number
  /** Against the picture at the last answer; `first` when there was none. */
  readonly change: 'first' | 'same' | 'changed'
  /** Where most of the change is, such as `top left`; empty if it is everywhere or nowhere. */
  readonly where: string
}

/** What a turn of the model answers. */
export type Said =
  /** `seconds` of detected speech, and what was typed meanwhile. */
  | { readonly kind: 'speech'; readonly seconds: number; readonly typed: readonly string[] }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'toolResult'; readonly results: readonly FunctionResponse[] }

export interface Line {
  readonly role: 'user' | 'model'
  readonly text: string
}

export interface Prompt {
  /** Answers in this conversation so far, this one included; a resumed one counts on. */
  readonly turn: number
  readonly said: Said
  /** Whether the answer before this one was cut short. */
  readonly wasInterrupted: boolean
  readonly history: readonly Line[]
  readonly model: string
  /** Looks at the newest frame; null if none was sent, or it cannot be read. */
  look(): Promise<Sight | null>
}

/** How the sound of a reply is sent. */
export interface Pace {
  /** Milliseconds of sound in a chunk. */
  readonly chunkMs: number
  /** Milliseconds of sound sent at once at the start. */
  readonly aheadMs: number
  /** Speed after that, in multiples of real time; Infinity sends all at once. */
  readonly speed: number
}

export const PACES = {
  natural: { chunkMs: 100, aheadMs: 300, speed: 3 },
  burst: { chunkMs: 100, aheadMs: 0, speed: Infinity },
  slow: { chunkMs: 100, aheadMs: 0, speed: 0.5 },
} as const satisfies Record<string, Pace>

export interface ToolCall {
  readonly name: string
  readonly args?: Readonly<Record<string, unknown>>
  readonly id?: string
}

/** One answer of the model. */
export interface Reply {
  /** The words of the answer, in any script: its transcript, and what is spoken. */
  readonly text?: string
  /** What is heard instead of the spoken text, with the transcript spread over it; 24 kHz. */
  readonly sound?: Tone | readonly Tone[] | Int16Array | 'hum'
  readonly pace?: Pace
  /** Milliseconds from the end of the question to the first message; default 300. */
  readonly delayMs?: number
  /** `realTime`: turnComplete waits for the sound to have been played. Default. */
  readonly playback?: 'realTime' | 'none'
  /** What the user is said to have said; default is the length of the speech. */
  readonly heard?: string
  readonly heardWhen?: 'before' | 'afterStart' | 'afterTurnComplete'
  readonly thoughts?: readonly string[]
  /** Called once the words are out. */
  readonly toolCalls?: readonly ToolCall[]
  /** A pair of interrupted and turnComplete that belongs to nothing, ahead of the answer. */
  readonly strayInterruption?: boolean
  /** What follows after a first turnComplete: the model had only been filling the time. */
  readonly then?: Reply
  /** Empty messages and unknown fields between the chunks. */
  readonly litter?: boolean
  /** The connection closes when this much of the sound has been sent. */
  readonly closeAt?: { readonly soundMs: number; readonly close: Close }
}

/** An answer to the HTTP upgrade that is not a WebSocket. */
export interface UpgradeRefusal {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
}

/** `dial` counts the connection attempts of a simulator, from 1. */
export interface Scenario {
  readonly name: string
  /** What to answer; null leaves the user without an answer. */
  reply(prompt: Prompt): Promise<Reply | null> | Reply | null
  onUpgrade?(dial: number): UpgradeRefusal | null
  /** `silent` never completes the setup; a close ends it. */
  onSetup?(dial: number): 'complete' | 'silent' | Close
  /** Milliseconds from the setup to setupComplete; default 20. */
  readonly setupDelayMs?: number
  readonly goAway?: {
    readonly afterTurns?: number
    readonly afterSeconds?: number
    readonly timeLeft: string
  }
  /** Whether `interrupted` comes with a last piece of sound in the same message. */
  readonly interruptedWithSound?: boolean
  /** Whether a resume while the old socket is open takes over; the real service refuses it. */
  readonly resumeTakesOver?: boolean
}

/** A scenario that gives these replies in turn, then the last one again and again. */
export function scripted(
  replies: readonly (Reply | null)[],
  rest: Omit<Scenario, 'name' | 'reply'> & { readonly name?: string } = {},
): Scenario {
  return {
    name: 'scripted',
    ...rest,
    reply: ({ turn }) => replies[Math.min(turn, replies.length) - 1] ?? null,
  }
}
