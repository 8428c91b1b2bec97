/**
 * Which of the server's words still belong to an answer that may be heard. A stopped answer goes on
 * arriving for a moment: its voice until the server learns of a stop made here, its captions even
 * after the server has said `interrupted`.
 */
export type ReplyGate =
  | 'open'
  /** The user has taken back what they said; the answer to it may come nevertheless. */
  | 'taken-back'
  /** Stopped on this side; the server has not said so yet. */
  | 'stopped-here'
  /** The server has said `interrupted`; its `turnComplete` is still to come. */
  | 'stopped-there'

export type GatedEvent =
  'voice' | 'output-text' | 'input-text' | 'interrupted' | 'generation-complete' | 'turn-complete'

export interface Gated {
  readonly gate: ReplyGate
  /** Whether the event takes effect. */
  readonly passes: boolean
}

/**
 * A stopped answer whose end never comes has ended when nothing was heard of it for so long, in ms:
 * what comes then is the next one, and must not be swallowed.
 */
const GIVEN_UP_MS = 1_500

/** An answer to what was taken back that has not come by then will not come, in ms. */
const TAKEN_BACK_MS = 10_000

const pass = (gate: ReplyGate): Gated => ({ gate, passes: true })
const hold = (gate: ReplyGate): Gated => ({ gate, passes: false })

/** Decides on one event of the server, `sinceLastMs` after the one before it. Pure. */
export function gateEvent(gate: ReplyGate, event: GatedEvent, sinceLastMs: number): Gated {
  if (gate === 'taken-back') return gateTakenBack(event, sinceLastMs)
  if (event === 'interrupted') return pass('stopped-there')
  if (sinceLastMs >= GIVEN_UP_MS && event !== 'turn-complete') return pass('open')
  switch (gate) {
    case 'open':
      return pass('open')
    case 'stopped-here':
      if (event === 'input-text') return pass(gate)
      // The turn was closed when it was stopped; what follows is the next one.
      return hold(event === 'turn-complete' ? 'open' : gate)
    case 'stopped-there':
      // The user's words say nothing of the stopped answer: its captions may still come.
      if (event === 'input-text') return pass(gate)
      if (event === 'voice') return pass('open')
      return hold(event === 'turn-complete' ? 'open' : gate)
  }
}

/** No end of a turn opens it: that may be the end of the answer before. The next words said do. */
function gateTakenBack(event: GatedEvent, sinceLastMs: number): Gated {
  const isAnswer = event === 'voice' || event === 'output-text' || event === 'generation-complete'
  if (!isAnswer) return pass('taken-back')
  return sinceLastMs >= TAKEN_BACK_MS ? pass('open') : hold('taken-back')
}
