/**
 * Listening in on the app's media ports from outside: a second listener beside the app's own, put
 * there by the debugger. The app has no door for it and does not know of it.
 */
import { MEDIA_PORT_CHANNEL } from '../preload/contract/channels'
import type { Sightline } from '../tests/e2e/launch'

/** What passed a media port on its way to main. Times are `Date.now()`. */
export interface Passed {
  readonly lane: string
  readonly type: string
  /** The message's own time: sound rendered or captured, or picture read from the track. */
  readonly at: number
  readonly mainAt: number
  readonly reply: number
  readonly underruns: number
}

type Heard = Readonly<Record<string, string | number>>
interface World {
  benchPassed: Passed[]
}

/** Listens from now on; the window reloads, so that it hands its ports over once more. */
export async function listenToLanes({ app, window }: Sightline): Promise<void> {
  await app.evaluate((electron, channel) => {
    const passed: Passed[] = []
    const world = globalThis as unknown as World
    world.benchPassed = passed
    // eslint-disable-next-line no-restricted-syntax -- beside the app's own listener
    electron.ipcMain.on(channel, (event, lane: string) => {
      event.ports[0]?.on('message', ({ data }) => {
        const { type, at, capturedAt, reply, underruns } = data as Heard
        passed.push({
          lane,
          type: String(type),
          at: Number(at ?? capturedAt ?? 0),
          mainAt: Date.now(),
          reply: Number(reply ?? 0),
          underruns: Number(underruns ?? 0),
        })
      })
    })
  }, MEDIA_PORT_CHANNEL)
  await window.reload()
}

/** What has passed since the last call, in order. */
export function takePassed({ app }: Sightline): Promise<Passed[]> {
  return app.evaluate(() => (globalThis as unknown as World).benchPassed.splice(0))
}
