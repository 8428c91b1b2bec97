/** A locked screen is not shown: the desktop's screen saver says when. */
import { once } from 'node:events'
import { Message, MessageType, sessionBus, type MessageBus } from '@jellybrick/dbus-next'
import { expect, goLive, hearOn, share, test } from './app'
import { paintDesktop } from './screen'

const SAVER = 'org.freedesktop.ScreenSaver'

/** The screen saver of a desktop, on the bus of the tests' display. */
class ScreenSaver {
  #isActive = false

  private constructor(private readonly bus: MessageBus) {}

  static async open(): Promise<ScreenSaver> {
    const bus = sessionBus()
    await once(bus, 'connect')
    const saver = new ScreenSaver(bus)
    bus.addMethodHandler((call: Message) => saver.#answer(call))
    await bus.requestName(SAVER)
    return saver
  }

  setActive(isActive: boolean): void {
    this.#isActive = isActive
    this.bus.send(Message.newSignal('/ScreenSaver', SAVER, 'ActiveChanged', 'b', [isActive]))
  }

  leave(): void {
    this.bus.disconnect()
  }

  #answer(call: Message): boolean {
    const isCall = call.type === (MessageType.METHOD_CALL as number)
    if (!isCall || call.member !== 'GetActive') return false
    this.bus.send(Message.newMethodReturn(call, 'b', [this.#isActive]))
    return true
  }
}

test('no picture leaves while the screen is locked', async ({ launchConnected }, info) => {
  await paintDesktop('#2060c0')
  const saver = await ScreenSaver.open()
  const { window, simulator } = await launchConnected()
  await goLive(window)
  await share(window, /^Screen: /)
  const connection = simulator.connections[0]
  await connection?.waitFor(({ kind }) => kind === 'video')
  const sign = window.getByRole('region', { name: 'Captured now' })

  saver.setActive(true)
  await expect(sign).toContainText('paused while the screen is locked')
  await window.screenshot({ path: info.outputPath('locked.png') })
  const sent = connection?.frames.length
  // Something to see, for longer than a picture waits for its turn.
  for (const colour of ['#c06020', '#20c060']) {
    await paintDesktop(colour)
    await hearOn(connection, 1.5)
  }
  expect(connection?.frames.length).toBe(sent)

  saver.setActive(false)
  await expect(sign).not.toContainText('paused')
  await expect.poll(() => connection?.frames.length).toBeGreaterThan(sent ?? 0)
  saver.leave()
})
