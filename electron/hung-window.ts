import type { Log } from '@main/log'
import { askAboutHungPage } from './hung-question'
import type { TypedIpc } from './ipc/typed-ipc'
import { PageWatch } from './page-watch'
import type { TrayIndicator } from './tray'
import type { MainWindow } from './windows'

interface Watched {
  readonly window: MainWindow
  readonly ipc: TypedIpc
  readonly tray: TrayIndicator
  readonly log: Log
}

/** Watches whether the window answers; the tray says so when it does not, and offers another. */
export function watchWindow({ window, ipc, tray, log }: Watched): PageWatch {
  return new PageWatch({
    ask: () => ipc.push('heartbeat', null),
    isDebugged: () => window.contents.some((contents) => contents.isDevToolsOpened()),
    onHung: (isHung) => {
      log.warn(isHung ? 'page-hangs' : 'page-answers-again')
      tray.setPageHung(isHung)
    },
    askUser: (signal) => {
      // Nobody waits for a window that is not seen; the tray offers the same.
      if (window.place.content === null) return
      void askAboutHungPage(signal).then((answer) => {
        if (answer === 'reopen' && !signal.aborted) window.reopen()
      })
    },
  })
}
