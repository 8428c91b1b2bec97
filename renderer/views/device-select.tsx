import { useId, type ReactNode } from 'react'
import type { DeviceChoice } from '@contract/settings'
import { pickDevice, type ListedDevices } from '../audio/device-choice'
import { useFocusWhen } from '../components/use-focus-when'
import { words } from '../i18n/words'

/** Values of the options that are no device; ids of devices have no spaces. */
const SYSTEM_DEFAULT = 'system default'
const NOT_CONNECTED = 'not connected'

interface DeviceSelectProps {
  readonly label: string
  readonly choice: DeviceChoice | null
  /** `null` until they were read. */
  readonly listed: ListedDevices | null
  readonly asked: boolean
  readonly onChoose: (choice: DeviceChoice | null) => void
}

/** One of the devices that are connected, or the system's default. */
export function DeviceSelect(props: DeviceSelectProps): ReactNode {
  const { label, choice, listed, asked, onChoose } = props
  const select = useFocusWhen<HTMLSelectElement>(asked)
  const id = useId()
  const devices = listed?.devices ?? []
  const chosen = listed && choice ? pickDevice(choice, listed).device : null
  const isAway = choice !== null && chosen === null

  const choose = (value: string): void => {
    if (value === NOT_CONNECTED) return
    const device = devices.find((one) => one.id === value)
    onChoose(device ? { id: device.id, label: device.label } : null)
  }

  return (
    <div className="field device">
      <label htmlFor={id}>{label}</label>
      <select
        ref={select}
        id={id}
        value={isAway ? NOT_CONNECTED : (chosen?.id ?? SYSTEM_DEFAULT)}
        onChange={(event) => choose(event.target.value)}
      >
        <option value={SYSTEM_DEFAULT}>{words.sound.systemDefault}</option>
        {devices.map((device, index) => (
          <option key={device.id} value={device.id}>
            {device.label || words.sound.unnamed(index + 1)}
          </option>
        ))}
        {isAway && (
          <option value={NOT_CONNECTED}>
            {listed ? words.sound.notConnected(choice.label) : choice.label}
          </option>
        )}
      </select>
    </div>
  )
}
