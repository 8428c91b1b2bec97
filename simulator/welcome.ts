import { randomUUID } from 'node:crypto'
import type { Close } from './close-reasons'
import { findModel, type LiveModel } from './models'
import type { Setup } from './protocol'
import { type HandleStore, type Memory, newMemory } from './resumption'
import { refuseSetup } from './setup-rules'

/** A setup that is taken: the model it names, and the session that it begins or goes on with. */
export interface Welcome {
  readonly setup: Setup
  readonly model: LiveModel
  readonly session: string
  readonly memory: Memory
  readonly resumed: boolean
}

/** Takes or refuses a well-formed setup. */
export function welcome(setup: Setup, apiVersion: string, handles: HandleStore): Welcome | Close {
  const refusal = refuseSetup(setup, apiVersion)
  if (refusal !== null) return refusal
  const model = findModel(setup.model)
  if (model === undefined) throw new Error(`No rule refused ${setup.model}.`)
  const handle = setup.sessionResumption?.handle ?? ''
  if (handle === '') {
    const memory = newMemory(setup.model)
    return { setup, model, session: randomUUID(), memory, resumed: false }
  }
  const resumed = handles.resume(handle, setup.model)
  if (!resumed.ok) return resumed.close
  const { session, memory } = resumed
  return { setup, model, session, memory, resumed: true }
}
