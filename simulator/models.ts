/** What differs between the Live models, as far as a client can notice. */
export interface LiveModel {
  readonly id: string
  /** `refused`: any thinkingConfig is an error; `level` and `budget`: the only key allowed. */
  readonly thinking: 'refused' | 'level' | 'budget'
  readonly thinkingLevels: readonly string[]
  readonly affectiveDialog: boolean
  /** `permanent`: on, and switching it off is an error. */
  readonly proactivity: 'permanent' | 'unsupported' | 'optional'
  /** How function calls may run; the first is the default. */
  readonly behaviors: readonly ('BLOCKING' | 'NON_BLOCKING')[]
  readonly scheduling: boolean
  /** `history`: only as the initial history, announced by historyConfig. */
  readonly clientContent: 'always' | 'history'
  /** Whether a turn's end says if more follows (`interactionStatus`). */
  readonly interactionStatus: boolean
}

const GEMINI_3_8: LiveModel = {
  id: 'gemini-3.8-live',
  thinking: 'refused',
  thinkingLevels: [],
  affectiveDialog: false,
  proactivity: 'permanent',
  behaviors: ['NON_BLOCKING', 'BLOCKING'],
  scheduling: true,
  clientContent: 'always',
  interactionStatus: false,
}

const GEMINI_2_5: LiveModel = {
  ...GEMINI_3_8,
  id: 'gemini-2.5-flash-native-audio-preview-12-2025',
  thinking: 'budget',
  affectiveDialog: true,
  proactivity: 'optional',
  behaviors: ['BLOCKING', 'NON_BLOCKING'],
}

/** The talking models; retired, translating and transcribing ones are "not found" here. */
export const LIVE_MODELS: readonly LiveModel[] = [
  GEMINI_3_8,
  {
    ...GEMINI_3_8,
    id: 'gemini-3.8-live-extended-thinking',
    thinking: 'level',
    thinkingLevels: ['LOW', 'MEDIUM', 'HIGH'],
    behaviors: ['NON_BLOCKING'],
    scheduling: false,
    interactionStatus: true,
  },
  {
    ...GEMINI_3_8,
    id: 'gemini-3.1-flash-live-preview',
    thinking: 'level',
    thinkingLevels: ['MINIMAL', 'LOW', 'MEDIUM', 'HIGH'],
    proactivity: 'unsupported',
    behaviors: ['BLOCKING'],
    scheduling: false,
    clientContent: 'history',
  },
  GEMINI_2_5,
]

/** The model that a setup names as `models/<id>`, or nothing if it is not one of ours. */
export const findModel = (name: string): LiveModel | undefined =>
  LIVE_MODELS.find((model) => name === `models/${model.id}`)
