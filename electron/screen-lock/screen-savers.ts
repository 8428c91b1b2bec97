import type { Message, MessageBus } from '@jellybrick/dbus-next'
import { ask, BUS_NAME, onSignal, subscribe } from '../desktop-bus'
import type { LockWord } from './lock-facts'

/**
 * Name and interface in one; the object's path is the same in slashes. The first is KDE's and that
 * of others, the rest have kept GNOME's methods and signals.
 */
export const SCREEN_SAVERS = [
  'org.freedesktop.ScreenSaver',
  'org.gnome.ScreenSaver',
  'org.cinnamon.ScreenSaver',
  'org.mate.ScreenSaver',
  'org.xfce.ScreenSaver',
] as const

/** Tells of the screen savers of the session; of one that is on already, too. */
export async function watchScreenSavers(
  bus: MessageBus,
  hear: (word: LockWord) => void,
): Promise<void> {
  await Promise.all(SCREEN_SAVERS.map((name) => watchScreenSaver(bus, name, hear)))
}

async function watchScreenSaver(
  bus: MessageBus,
  name: string,
  hear: (word: LockWord) => void,
): Promise<void> {
  let signals = 0
  const tell = (active: unknown): void =>
    hear({ kind: 'state', by: name, isLocked: active === true })
  const askActive = (): void => {
    const before = signals
    const path = `/${name.replaceAll('.', '/')}`
    ask(bus, { destination: name, path, interface: name, member: 'GetActive' }).then(
      (active) => {
        if (signals === before) tell(active) // else the answer is older than what is known
      },
      () => undefined, // there is no such screen saver, or it does not tell
    )
  }
  onSignal(bus, (signal) => {
    const isChange = signal.interface === name && signal.member === 'ActiveChanged'
    if (!isChange && !isOwnerChange(signal, name)) return
    signals += 1
    tell(isChange && signal.body[0]) // whatever the owner before had said has ended
    if (!isChange && signal.body[2] !== '') askActive()
  })
  await subscribe(bus, `type='signal',sender='${name}',interface='${name}',member='ActiveChanged'`)
  await subscribe(
    bus,
    `type='signal',sender='${BUS_NAME}',member='NameOwnerChanged',arg0='${name}'`,
  )
  askActive()
}

const isOwnerChange = ({ sender, member, body }: Message, name: string): boolean =>
  sender === BUS_NAME && member === 'NameOwnerChanged' && body[0] === name
