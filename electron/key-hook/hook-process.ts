/**
 * The keyboard hook, in a process of its own: a crash or a refusal of the system ends this process
 * and not the app. It sees every key and tells of one only.
 */
import { uIOhook } from 'uiohook-napi'
import type { HookReport, WatchRequest } from './messages'
import { onKeyDown, onKeyUp, type WatchedKey, type WatchState } from './watched-key'

const { parentPort } = process

function watch(key: WatchedKey): void {
  let state: WatchState = 'up'
  const follow =
    (step: typeof onKeyDown) =>
    (event: Parameters<typeof onKeyDown>[1]): void => {
      const next = step(state, event, key)
      state = next.state
      if (next.report) tell(next.report)
    }
  uIOhook.on('keydown', follow(onKeyDown))
  uIOhook.on('keyup', follow(onKeyUp))
  uIOhook.start() // returns once it is in place; throws when the system refuses
  tell('ready')
}

function tell(report: HookReport): void {
  parentPort.postMessage(report)
}

parentPort.once('message', ({ data }: { data: WatchRequest }) => watch(data.watch))
