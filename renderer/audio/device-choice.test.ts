import { describe, expect, it } from 'vitest'
import { isSameChoice, listDevices, pickDevice } from './device-choice'

const info = (
  kind: MediaDeviceKind,
  deviceId: string,
  label: string,
  groupId = deviceId,
): MediaDeviceInfo => ({ kind, deviceId, label, groupId, toJSON: () => null })

const ALL = [
  info('audioinput', 'default', 'Default - Desk', 'g1'),
  info('audioinput', 'communications', 'Communications - Desk', 'g1'),
  info('audioinput', 'desk', 'Desk', 'g1'),
  info('audioinput', 'headset', 'Headset', 'g2'),
  info('audiooutput', 'headset-out', 'Headset', 'g2'),
  info('videoinput', 'camera', 'Camera'),
]
const inputs = listDevices(ALL, 'audioinput')
const label = (choice: Parameters<typeof pickDevice>[0]) => {
  const { device, use } = pickDevice(choice, inputs)
  return [device?.label ?? null, use]
}

describe('listDevices', () => {
  it('leaves out what only stands for another device, and other kinds', () => {
    expect(inputs.devices.map(({ id }) => id)).toEqual(['desk', 'headset'])
    expect(listDevices(ALL, 'audiooutput').defaultKey).toBe('')
  })

  it('tells another default', () => {
    const changed = [info('audioinput', 'default', 'Default - Headset', 'g2'), ...ALL.slice(1)]
    expect(listDevices(changed, 'audioinput').defaultKey).not.toBe(inputs.defaultKey)
  })
})

describe('pickDevice', () => {
  it('takes the default when nothing is chosen', () => {
    expect(label(null)).toEqual([null, 'default'])
  })

  it('finds the chosen one by id, in a later run by label', () => {
    expect(label({ id: 'headset', label: 'Renamed' })).toEqual(['Headset', 'chosen'])
    expect(label({ id: 'id of another run', label: 'Headset' })).toEqual(['Headset', 'chosen'])
  })

  it('falls back to the default while the chosen one is not there', () => {
    expect(label({ id: 'gone', label: 'Gone' })).toEqual([null, 'fallback'])
    expect(label({ id: 'gone', label: '' })).toEqual([null, 'fallback'])
  })

  it('opens the very same device whether it is chosen by id or by label', () => {
    const byId = pickDevice({ id: 'desk', label: '' }, inputs).key
    expect(pickDevice({ id: 'x', label: 'Desk' }, inputs).key).toBe(byId)
    expect(pickDevice(null, inputs).key).toBe(pickDevice({ id: 'x', label: 'Y' }, inputs).key)
  })
})

describe('isSameChoice', () => {
  it('compares values', () => {
    expect(isSameChoice(null, null)).toBe(true)
    expect(isSameChoice({ id: 'a', label: 'A' }, { id: 'a', label: 'A' })).toBe(true)
    expect(isSameChoice({ id: 'a', label: 'A' }, null)).toBe(false)
  })
})
