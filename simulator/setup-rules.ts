import { type Close, CLOSES, invalidArgument, modelNotFound } from './close-reasons'
import { findModel, type LiveModel } from './models'
import type { Setup } from './protocol'

const MAX_FUNCTIONS = 512

/** A rule sees a well-formed setup and its model, and says what is wrong with them, or nothing. */
type Rule = (setup: Setup, model: LiveModel) => Close | string | null

const modalities: Rule = ({ generationConfig: config }) => {
  const asked = config?.responseModalities ?? ['AUDIO']
  if (asked.includes('TEXT') && config?.speechConfig !== undefined) return CLOSES.voiceWithoutAudio
  return asked.length === 1 && asked[0] === 'AUDIO'
    ? null
    : 'generationConfig.responseModalities: this model answers in AUDIO only'
}

const thinking: Rule = ({ generationConfig }, model) => {
  const config = generationConfig?.thinkingConfig
  if (config === undefined) return null
  if (model.thinking === 'refused') return 'generationConfig.thinkingConfig: not for this model'
  if (model.thinking === 'budget') {
    return config.thinkingLevel === undefined ? null : 'thinkingConfig.thinkingLevel: use a budget'
  }
  if (config.thinkingBudget !== undefined) return 'thinkingConfig.thinkingBudget: use a level'
  const level = config.thinkingLevel?.toUpperCase()
  return level === undefined || model.thinkingLevels.includes(level)
    ? null
    : `thinkingConfig.thinkingLevel: ${level} is not supported`
}

const affectiveDialog: Rule = ({ generationConfig }, model) =>
  generationConfig?.enableAffectiveDialog !== undefined && !model.affectiveDialog
    ? 'generationConfig.enableAffectiveDialog: not for this model'
    : null

const proactivity: Rule = ({ proactivity: asked }, model) => {
  if (asked === undefined || model.proactivity === 'optional') return null
  if (model.proactivity === 'unsupported') return 'proactivity: not for this model'
  return asked.proactiveAudio === false ? 'proactivity.proactiveAudio: cannot be turned off' : null
}

const tools: Rule = (setup, model) => {
  const functions = (setup.tools ?? []).flatMap((tool) => tool.functionDeclarations ?? [])
  if (functions.length > MAX_FUNCTIONS) return `tools: more than ${MAX_FUNCTIONS} functions`
  const other = (setup.tools ?? [])
    .flatMap((tool) => Object.keys(tool))
    .find((name) => name !== 'functionDeclarations' && name !== 'googleSearch')
  if (other !== undefined) return `tools: ${other} is not supported`
  const wrong = functions.find(
    ({ behavior }) => behavior !== undefined && !model.behaviors.includes(behavior),
  )
  return wrong === undefined ? null : `tools: ${wrong.name}: behavior ${wrong.behavior ?? ''}`
}

const RULES: readonly Rule[] = [modalities, thinking, affectiveDialog, proactivity, tools]

/** Why the service refuses this setup, or null if it takes it. */
export function refuseSetup(setup: Setup, apiVersion: string): Close | null {
  const model = findModel(setup.model)
  if (model === undefined) return modelNotFound(setup.model, apiVersion)
  for (const rule of RULES) {
    const wrong = rule(setup, model)
    if (wrong !== null) return typeof wrong === 'string' ? invalidArgument(wrong) : wrong
  }
  return null
}
