import type { Activity } from './activity-detector'
import type { Wire } from './answerer'
import { type Close, invalidArgument } from './close-reasons'
import { Dialogue, type DialogueOptions } from './dialogue'
import { Ears } from './ears'
import { Eyes } from './eyes'
import type { ClientContent, ClientMessage, RealtimeInput, Setup } from './protocol'
import type { Line, Said } from './scenario'
import { audioTokens, type Context, frameTokens, textTokens } from './usage'

/** One conversation on one connection, after its setup: takes what comes in to where it belongs. */
export class Session {
  readonly dialogue: Dialogue
  private readonly wire: Wire
  private readonly options: DialogueOptions
  private readonly ears: Ears
  private readonly eyes: Eyes
  /** Typed during an activity that the client marks itself; answered at its end. */
  private typed: string[] = []
  private awaitsHistory: boolean

  constructor(wire: Wire, options: DialogueOptions) {
    const { setup } = options
    this.wire = wire
    this.options = options
    this.ears = new Ears(setup.realtimeInputConfig?.automaticActivityDetection)
    this.eyes = new Eyes(wire.tell)
    this.awaitsHistory = setup.historyConfig?.initialHistoryInClientContent === true
    this.dialogue = new Dialogue(wire, options, {
      look: () => this.eyes.look(),
      isSpeaking: () => this.ears.busy,
      takeInput: (said) => this.takeInput(said),
    })
  }

  /** Takes a well-formed message; a close says what is wrong with it. */
  take(message: ClientMessage): Close | null {
    if (message.realtimeInput !== undefined) return this.takeRealtime(message.realtimeInput)
    if (message.clientContent !== undefined) return this.takeContent(message.clientContent)
    if (message.toolResponse !== undefined) {
      return this.dialogue.takeResults(message.toolResponse.functionResponses)
    }
    return message.setup === undefined ? null : invalidArgument('setup: only once')
  }

  private takeRealtime(input: RealtimeInput): Close | null {
    const { ears } = this
    return (
      (input.activityStart && this.follow(ears.activityStart())) ??
      (input.video && this.eyes.show(input.video)) ??
      (input.audio && this.follow(ears.hear(input.audio))) ??
      (input.text === undefined ? null : this.takeText(input.text)) ??
      (input.activityEnd && this.follow(ears.activityEnd())) ??
      (input.audioStreamEnd === true ? this.follow(ears.streamEnd()) : null) ??
      null
    )
  }

  /** Acts on what the ears found. */
  private follow(found: Activity[] | Close): Close | null {
    if (!Array.isArray(found)) return found
    for (const activity of found) {
      if (activity.kind === 'start') {
        this.wire.tell({ kind: 'speechStart' })
        this.dialogue.userStarted()
      } else {
        this.wire.tell({ kind: 'speechEnd', seconds: activity.seconds })
        const typed = this.typed
        this.typed = []
        this.dialogue.ask({ kind: 'speech', seconds: activity.seconds, typed })
      }
    }
    return null
  }

  private takeText(text: string): null {
    if (this.ears.collectsText) this.typed.push(text)
    else this.dialogue.ask({ kind: 'text', text })
    return null
  }

  private takeContent({ turns = [], turnComplete = false }: ClientContent): Close | null {
    if (this.options.model.clientContent === 'history' && !this.awaitsHistory) {
      return invalidArgument('clientContent: use realtimeInput with this model')
    }
    const lines = turns.map(({ role = 'user', parts }): Line => ({
      role,
      text: parts.map((part) => ('text' in part ? part.text : '')).join(''),
    }))
    if (this.awaitsHistory) {
      this.dialogue.addHistory(lines)
      if (turnComplete) this.awaitsHistory = false
      return null
    }
    // Any client content stops the model, whatever activityHandling says.
    this.dialogue.interrupt()
    const last = turnComplete ? lines.pop() : undefined
    this.dialogue.addHistory(lines)
    if (turnComplete) this.dialogue.cutIn({ kind: 'text', text: last?.text ?? '' })
    return null
  }

  private takeInput(said: Said): Partial<Context> {
    const { setup } = this.options
    const onlyActivity = setup.realtimeInputConfig?.turnCoverage === 'TURN_INCLUDES_ONLY_ACTIVITY'
    const heard = this.ears.takeSeconds()
    const spoken = said.kind === 'speech' ? said.seconds : 0
    return {
      audio: audioTokens(onlyActivity ? spoken : heard),
      video: this.eyes.takeFrames() * frameTokens(isHighResolution(setup)),
      text: said.kind === 'text' ? textTokens(said.text) : 0,
    }
  }
}

const isHighResolution = (setup: Setup): boolean =>
  setup.generationConfig?.mediaResolution === 'MEDIA_RESOLUTION_HIGH'
