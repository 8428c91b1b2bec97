/** The screen saver of a desktop, on the bus of the tests' display. */
import { once } from 'node:events'
import { Message, MessageType, sessionBus, type MessageBus } from '@jellybrick/dbus-next'

const NAME = 'org.freedesktop.ScreenSaver'

export class ScreenSaver {
  #isActive = false
  #hasLeft = false

  private constructor(private readonly bus: MessageBus) {}

  static async open(): Promise<ScreenSaver> {
    const bus = sessionBus()
    await once(bus, 'connect')
    const saver = new ScreenSaver(bus)
    bus.addMethodHandler((call: Message) => saver.#answer(call))
    await bus.requestName(NAME)
    return saver
  }

  /** Locks the screen, and unlocks it. */
  setActive(isActive: boolean): void {
    this.#isActive = isActive
    this.bus.send(Message.newSignal('/ScreenSaver', NAME, 'ActiveChanged', 'b', [isActive]))
  }

  leave(): void {
    this.#hasLeft = true
    this.bus.disconnect()
  }

  #answer(call: Message): boolean {
    // Who asks while it goes is not answered, not even that nobody is there.
    if (this.#hasLeft) return true
    const isCall = call.type === (MessageType.METHOD_CALL as number)
    if (!isCall || call.member !== 'GetActive') return false
    this.bus.send(Message.newMethodReturn(call, 'b', [this.#isActive]))
    return true
  }
}
