/** A connection to a bus of the Linux desktop (D-Bus). */
import type { EventEmitter } from 'node:events'
import { Message, MessageFlag, MessageType, type MessageBus } from '@jellybrick/dbus-next'

export const BUS_NAME = 'org.freedesktop.DBus'
/** A bus that is there answers within milliseconds. */
const CONNECT_MS = 3_000

/** Waits until the bus is there; rejects where there is none. */
export async function connect(bus: MessageBus): Promise<void> {
  const emitter: EventEmitter = bus // its own type forgets the errors
  let timer: NodeJS.Timeout | undefined
  const connected = new Promise<void>((resolve, reject) => {
    timer = setTimeout(() => reject(new Error('The bus does not answer')), CONNECT_MS)
    bus.once('connect', resolve)
    // Stays for good: an error that nobody hears would be an uncaught one.
    emitter.on('error', reject)
  })
  try {
    await connected
  } catch (error) {
    bus.disconnect()
    throw error
  } finally {
    clearTimeout(timer)
  }
}

/** Asks the bus for the signals that fit the rule. */
export async function subscribe(bus: MessageBus, rule: string): Promise<void> {
  await bus.call(
    new Message({
      destination: BUS_NAME,
      path: '/org/freedesktop/DBus',
      interface: BUS_NAME,
      member: 'AddMatch',
      signature: 's',
      body: [rule],
    }),
  )
}

/** The function that it returns ends the listening. */
export function onSignal(bus: MessageBus, listener: (signal: Message) => void): () => void {
  const listen = (message: Message): void => {
    if (message.type === (MessageType.SIGNAL as number)) listener(message)
  }
  bus.on('message', listen)
  return () => bus.off('message', listen)
}

/** A question to a service. */
export interface Question {
  readonly destination: string
  readonly path: string
  readonly interface: string
  readonly member: string
  readonly signature?: string
  readonly body?: readonly unknown[]
}

/** The first value of the answer; rejects where the service does not run or does not know. */
export async function ask(bus: MessageBus, { body = [], ...question }: Question): Promise<unknown> {
  // Who only asks does not start a service.
  const flags = MessageFlag.NO_AUTO_START
  const answer = await bus.call(new Message({ ...question, flags, body: [...body] }))
  return answer?.body[0]
}
