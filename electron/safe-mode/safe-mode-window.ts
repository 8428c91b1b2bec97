import { BrowserWindow, dialog, type Session } from 'electron'
import { ok } from '@contract/errors'
import type { SafeModeAction, SafeModeFacts } from '@contract/safe-mode'
import type { Log } from '@main/log'
import { answerSafeModePage } from '../ipc/typed-ipc'
import { SAFE_MODE_PAGE } from '../origin'
import { safeModeOptions } from '../window-options'

export interface SafeModeOptions {
  /** One without network and permissions: nothing can be captured in it. */
  readonly session: Session
  readonly log: Log
  readonly describe: () => SafeModeFacts
  readonly act: (action: SafeModeAction) => Promise<void> | void
}

/**
 * The small window that stands in for the usual one once that has died too often. When it dies, too,
 * a box of the system asks instead.
 */
export class SafeModeWindow {
  #window: BrowserWindow | null = null

  constructor(private readonly options: SafeModeOptions) {}

  show(): void {
    if (!this.#window || this.#window.isDestroyed()) this.#window = this.#open()
    this.#window.show()
    this.#window.focus()
  }

  close(): void {
    this.#window?.destroy()
    this.#window = null
  }

  #open(): BrowserWindow {
    const { session, log, describe, act } = this.options
    const window = new BrowserWindow(safeModeOptions(session))
    answerSafeModePage(
      window.webContents,
      {
        readFacts: () => ok(describe()),
        act: async ({ action }) => {
          await act(action)
          return ok(null)
        },
      },
      log,
    )
    window.webContents.once('render-process-gone', (_event, { reason, exitCode }) => {
      log.warn('safe-mode-gone', { reason, exitCode })
      if (window !== this.#window) return
      this.close()
      void this.#ask()
    })
    void window.loadURL(SAFE_MODE_PAGE).catch(() => undefined)
    return window
  }

  async #ask(): Promise<void> {
    const { response } = await dialog.showMessageBox({
      type: 'error',
      title: 'Sightline',
      message: 'Sightline cannot show its windows',
      detail: 'Your conversations are saved. Nothing is captured now.',
      buttons: ['Restart Sightline', 'Quit'],
      defaultId: 0,
      cancelId: 1,
      noLink: true,
    })
    await this.options.act(response === 0 ? 'restart' : 'quit')
  }
}
