import { describe, expect, it } from 'vitest'
import { isBluetoothHeadset } from './bluetooth'

const listed = (id: string, label: string, groupId: string) => ({
  devices: [{ id, label, groupId }],
  defaultKey: 'default',
})
const choice = (id: string) => ({ id, label: '' })

describe('isBluetoothHeadset', () => {
  it.each([
    ['WH-1000 (Bluetooth)', 'WH-1000 (Bluetooth)', 'g', 'g', true],
    ['AirPods', 'AirPods', '', '', true],
    ['Desk', 'AirPods', 'g', 'h', false],
    ['USB headset', 'USB headset', 'g', 'g', false],
  ])('knows %s with %s', (microphone, speaker, inputGroup, outputGroup, expected) => {
    const inputs = listed('in', microphone, inputGroup)
    const outputs = listed('out', speaker, outputGroup)
    const settings = { microphone: choice('in'), speaker: choice('out') }
    expect(isBluetoothHeadset(settings, { inputs, outputs })).toBe(expected)
  })

  it('says nothing of the default, whose device is not known', () => {
    const inputs = listed('in', 'AirPods', 'g')
    const outputs = listed('out', 'AirPods', 'g')
    const settings = { microphone: null, speaker: choice('out') }
    expect(isBluetoothHeadset(settings, { inputs, outputs })).toBe(false)
  })
})
