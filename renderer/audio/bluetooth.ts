import type { Settings } from '@contract/settings'
import { pickDevice } from './device-choice'
import type { AudioDevices } from './device-list'

/** What systems put into the names of Bluetooth devices, or of the profile with a microphone. */
const BLUETOOTH = /bluetooth|hands-?free|airpods|\bbuds\b/i

/** Whether microphone and speakers were chosen to be one Bluetooth headset. */
export function isBluetoothHeadset(
  { microphone, speaker }: Pick<Settings, 'microphone' | 'speaker'>,
  { inputs, outputs }: AudioDevices,
): boolean {
  const input = pickDevice(microphone, inputs).device
  const output = pickDevice(speaker, outputs).device
  if (!input || !output) return false
  const same = input.groupId !== '' && input.groupId === output.groupId
  return (same || input.label === output.label) && BLUETOOTH.test(`${input.label} ${output.label}`)
}
