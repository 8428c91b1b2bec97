import { z } from 'zod'

/**
 * What a client may say, field by field. Everything is strict: a name that is not here closes the
 * connection, as an unknown JSON name does at Google.
 */

/** protobuf int64 travels as a string, small numbers may come plain. */
const int64 = z.union([z.int(), z.string().regex(/^\d+$/)])
const anyObject = z.record(z.string(), z.unknown())

const textPart = z.strictObject({ text: z.string() })
/** Node skips what is not base64, so the length tells whether all of it was. */
const base64 = z.string().transform((text, context) => {
  const bytes = Buffer.from(text, 'base64')
  if (bytes.length === Math.floor((text.replace(/=+$/, '').length * 3) / 4)) return bytes
  context.addIssue('not base64')
  return z.NEVER
})
const blob = z.strictObject({ mimeType: z.string(), data: base64 })
const part = z.union([
  z.strictObject({ text: z.string(), thought: z.boolean().optional() }),
  z.strictObject({ inlineData: blob }),
  z.strictObject({ functionCall: anyObject }),
  z.strictObject({ functionResponse: anyObject }),
])
const content = z.strictObject({
  role: z.enum(['user', 'model']).optional(),
  parts: z.array(part).min(1),
})
const instruction = z.strictObject({
  role: z.string().optional(),
  parts: z.array(textPart).min(1),
})

const transcription = z.strictObject({
  languageCodes: z.array(z.string()).optional(),
  languageAuto: anyObject.optional(),
  languageHints: anyObject.optional(),
  customVocabulary: z.array(z.string()).optional(),
  adaptationPhrases: z.array(z.string()).optional(),
  wordTimestamp: z.boolean().optional(),
  diarization: z.boolean().optional(),
  mode: z.enum(['VERBATIM', 'SMART']).optional(),
  sourceText: z.string().optional(),
})

const functionDeclaration = z.strictObject({
  name: z.string().regex(/^[A-Za-z_][\w.:-]{0,127}$/),
  description: z.string().optional(),
  behavior: z.enum(['BLOCKING', 'NON_BLOCKING']).optional(),
  parameters: anyObject.optional(),
  parametersJsonSchema: z.unknown().optional(),
  response: anyObject.optional(),
  responseJsonSchema: z.unknown().optional(),
})
const tool = z.strictObject({
  functionDeclarations: z.array(functionDeclaration).optional(),
  googleSearch: anyObject.optional(),
  googleMaps: anyObject.optional(),
  urlContext: anyObject.optional(),
  codeExecution: anyObject.optional(),
  fileSearch: anyObject.optional(),
})

const generationConfig = z.strictObject({
  responseModalities: z.array(z.enum(['AUDIO', 'TEXT', 'VIDEO'])).optional(),
  speechConfig: z
    .strictObject({
      voiceConfig: z
        .strictObject({ prebuiltVoiceConfig: z.strictObject({ voiceName: z.string() }).optional() })
        .optional(),
      languageCode: z.string().optional(),
    })
    .optional(),
  mediaResolution: z
    .enum(['MEDIA_RESOLUTION_LOW', 'MEDIA_RESOLUTION_MEDIUM', 'MEDIA_RESOLUTION_HIGH'])
    .optional(),
  temperature: z.number().min(0).max(2).optional(),
  topP: z.number().optional(),
  topK: z.number().optional(),
  maxOutputTokens: z.int().positive().optional(),
  seed: z.int().optional(),
  thinkingConfig: z
    .strictObject({
      thinkingLevel: z.string().optional(),
      thinkingBudget: z.int().optional(),
      includeThoughts: z.boolean().optional(),
    })
    .optional(),
  enableAffectiveDialog: z.boolean().optional(),
})

const realtimeInputConfig = z.strictObject({
  automaticActivityDetection: z
    .strictObject({
      disabled: z.boolean().optional(),
      startOfSpeechSensitivity: z
        .enum(['START_SENSITIVITY_HIGH', 'START_SENSITIVITY_LOW'])
        .optional(),
      endOfSpeechSensitivity: z.enum(['END_SENSITIVITY_HIGH', 'END_SENSITIVITY_LOW']).optional(),
      prefixPaddingMs: z.int().nonnegative().optional(),
      silenceDurationMs: z.int().nonnegative().optional(),
    })
    .optional(),
  activityHandling: z.enum(['START_OF_ACTIVITY_INTERRUPTS', 'NO_INTERRUPTION']).optional(),
  turnCoverage: z
    .enum(['TURN_INCLUDES_ONLY_ACTIVITY', 'TURN_INCLUDES_AUDIO_ACTIVITY_AND_ALL_VIDEO'])
    .optional(),
  interimTranscriptTimestampEnabled: z.boolean().optional(),
})

const setup = z.strictObject({
  model: z.string().min(1),
  generationConfig: generationConfig.optional(),
  systemInstruction: instruction.optional(),
  tools: z.array(tool).optional(),
  realtimeInputConfig: realtimeInputConfig.optional(),
  sessionResumption: z.strictObject({ handle: z.string().optional() }).optional(),
  contextWindowCompression: z
    .strictObject({
      triggerTokens: int64.optional(),
      slidingWindow: z.strictObject({ targetTokens: int64.optional() }).optional(),
    })
    .optional(),
  inputAudioTranscription: transcription.optional(),
  outputAudioTranscription: transcription.optional(),
  proactivity: z
    .strictObject({
      proactiveAudio: z.boolean().optional(),
      proactiveVideo: z.boolean().optional(),
    })
    .optional(),
  historyConfig: z
    .strictObject({ initialHistoryInClientContent: z.boolean().optional() })
    .optional(),
  safetySettings: z.array(anyObject).optional(),
  labels: z.record(z.string(), z.string()).optional(),
})

const realtimeInput = z.strictObject({
  audio: blob.optional(),
  video: blob.optional(),
  text: z.string().optional(),
  audioStreamEnd: z.boolean().optional(),
  activityStart: z.strictObject({}).optional(),
  activityEnd: z.strictObject({}).optional(),
})

const functionResponse = z.strictObject({
  id: z.string().min(1),
  name: z.string().min(1),
  response: anyObject,
  scheduling: z.enum(['SILENT', 'WHEN_IDLE', 'INTERRUPT', 'INTERRUPTED']).optional(),
  willContinue: z.boolean().optional(),
  parts: z.array(anyObject).optional(),
})

const clientMessage = z.strictObject({
  setup: setup.optional(),
  realtimeInput: realtimeInput.optional(),
  clientContent: z
    .strictObject({ turns: z.array(content).optional(), turnComplete: z.boolean().optional() })
    .optional(),
  toolResponse: z.strictObject({ functionResponses: z.array(functionResponse).min(1) }).optional(),
  contextUpdate: z
    .strictObject({
      systemInstruction: instruction.optional(),
      tools: z.strictObject({ tools: z.array(tool).optional() }).optional(),
    })
    .optional(),
})

export type Setup = z.infer<typeof setup>
export type Blob = z.infer<typeof blob>
export type RealtimeInput = z.infer<typeof realtimeInput>
export type ClientMessage = z.infer<typeof clientMessage>
export type ClientContent = NonNullable<ClientMessage['clientContent']>
export type FunctionResponse = z.infer<typeof functionResponse>

export type Parsed =
  | { readonly ok: true; readonly message: ClientMessage }
  | { readonly ok: false; readonly detail: string }

/** The first issue as `path: what`, most telling first within a close reason's few bytes. */
function describe(error: z.ZodError): string {
  const issue = error.issues[0]
  if (issue === undefined) return 'unreadable'
  const path = issue.path.map(String).join('.')
  const what =
    issue.code === 'unrecognized_keys' ? `unknown name "${issue.keys.join('", "')}"` : issue.message
  return path === '' ? what : `${path}: ${what}`
}

/** Reads one client message: JSON, exactly one top-level field, no unknown name anywhere. */
export function parseClientMessage(text: string): Parsed {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return { ok: false, detail: 'not JSON' }
  }
  const parsed = clientMessage.safeParse(json)
  if (!parsed.success) return { ok: false, detail: describe(parsed.error) }
  const fields = Object.keys(parsed.data).length
  if (fields !== 1) return { ok: false, detail: `one top-level field expected, got ${fields}` }
  return { ok: true, message: parsed.data }
}
