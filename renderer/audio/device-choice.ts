import type { DeviceUse } from '@contract/session'
import type { DeviceChoice } from '@contract/settings'

/** A microphone, or speakers, that are connected now. */
export interface ListedDevice {
  readonly id: string
  readonly label: string
  /** The same for parts of one piece of hardware, as a headset's microphone and speakers. */
  readonly groupId: string
}

/** What is connected of one kind. */
export interface ListedDevices {
  /** All but the entries that only stand for another device. */
  readonly devices: readonly ListedDevice[]
  /** Changes when the system has another default; empty where there is none. */
  readonly defaultKey: string
}

export interface PickedDevice {
  /** `null`: whatever the system has as its default. */
  readonly device: ListedDevice | null
  readonly use: DeviceUse
  /** Changes when another device is to be opened. */
  readonly key: string
}

/** Chromium's entries for what the system has chosen, beside the devices themselves. */
const STAND_INS = ['default', 'communications']

export function listDevices(
  all: readonly MediaDeviceInfo[],
  kind: 'audioinput' | 'audiooutput',
): ListedDevices {
  const ofKind = all.filter((device) => device.kind === kind)
  const standIn = ofKind.find(({ deviceId }) => deviceId === 'default')
  return {
    devices: ofKind
      .filter(({ deviceId }) => deviceId !== '' && !STAND_INS.includes(deviceId))
      .map(({ deviceId, label, groupId }) => ({ id: deviceId, label, groupId })),
    defaultKey: standIn ? `default ${standIn.groupId} ${standIn.label}` : '',
  }
}

/** The chosen device by its id, in a later run by its label; else the system's default. */
export function pickDevice(choice: DeviceChoice | null, listed: ListedDevices): PickedDevice {
  const { devices, defaultKey } = listed
  if (choice === null) return { device: null, use: 'default', key: defaultKey }
  const chosen =
    devices.find(({ id }) => id === choice.id) ??
    devices.find(({ label }) => label !== '' && label === choice.label)
  return chosen
    ? { device: chosen, use: 'chosen', key: chosen.id }
    : { device: null, use: 'fallback', key: defaultKey }
}

export function isSameChoice(one: DeviceChoice | null, other: DeviceChoice | null): boolean {
  return one?.id === other?.id && one?.label === other?.label
}
