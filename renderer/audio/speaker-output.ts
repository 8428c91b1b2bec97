import type { DeviceUse } from '@contract/session'
import type { DeviceChoice } from '@contract/settings'
import { pickDevice } from './device-choice'
import { readAudioDevices } from './device-list'

/** Has a context heard at the chosen speakers, or at the default where those are not there. */
export async function routeOutput(
  context: AudioContext,
  choice: DeviceChoice | null,
  afresh = false,
): Promise<{ label: string; use: DeviceUse }> {
  const { device, use } = pickDevice(choice, (await readAudioDevices()).outputs)
  if (afresh) await context.setSinkId({ type: 'none' })
  if (device) {
    const chosen = await setSink(context, device.id)
    if (chosen) return { label: device.label, use }
  }
  await setSink(context, '')
  return { label: '', use: device ? 'fallback' : use }
}

/** False when those speakers went just now. */
async function setSink(context: AudioContext, id: string): Promise<boolean> {
  if (context.sinkId === id) return true
  try {
    await context.setSinkId(id)
    return true
  } catch (thrown) {
    if (id === '') throw thrown
    return false
  }
}
