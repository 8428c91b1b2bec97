import type { Engine } from '@main/engine'
import type { Lifecycle } from './lifecycle'
import type { TrayAction } from './tray-words'
import type { MainWindow } from './windows'

interface TrayActors {
  readonly engine: Engine
  readonly lifecycle: Lifecycle
  readonly window: MainWindow
}

/** What each entry of the tray's menu does. */
export function createTrayAction({
  engine,
  lifecycle,
  window,
}: TrayActors): (action: TrayAction) => void {
  const actions: Readonly<Record<TrayAction, () => void>> = {
    show: () => window.show(),
    reopen: () => window.reopen(),
    start: () => {
      // The window shows what is captured from now on, and why it may not start.
      window.show()
      start(engine)
    },
    end: () => void engine.endConversation(),
    mute: () => engine.conversation.setMuted(true),
    unmute: () => engine.conversation.setMuted(false),
    'stop-sharing': () => engine.sharing.stop(),
    'stop-recording': () => void engine.recording.setOn(false),
    quit: () => lifecycle.quit(),
  }
  return (action) => actions[action]()
}

function start(engine: Engine): void {
  const started = engine.startConversation()
  if (!started.ok) engine.notices.post(started.error)
}
