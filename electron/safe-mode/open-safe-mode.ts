import { clipboard, type Session } from 'electron'
import type { SafeModeAction } from '@contract/safe-mode'
import type { Engine } from '@main/engine'
import type { KnownSecrets } from '@main/known-secrets'
import type { Log } from '@main/log'
import type { Lifecycle } from '../lifecycle'
import type { MainWindow } from '../windows'
import { describeSafeMode, type PageCrash } from './safe-mode-facts'
import { SafeModeWindow } from './safe-mode-window'

interface SafeModeActors {
  readonly engine: Engine
  readonly lifecycle: Lifecycle
  readonly secrets: KnownSecrets
  readonly session: Session
  readonly log: Log
  readonly window: () => MainWindow
}

/** Returns what shows the safe mode, with what the page died of. */
export function createSafeMode(actors: SafeModeActors): (crashes: readonly PageCrash[]) => void {
  const { engine, lifecycle, secrets, session, log, window } = actors
  let crashes: readonly PageCrash[] = []
  const describe = () => {
    const facts = describeSafeMode(engine.state.current, crashes)
    return { ...facts, diagnostics: secrets.redact(facts.diagnostics) }
  }
  const actions: Readonly<Record<SafeModeAction, () => unknown>> = {
    reopen: () => {
      window().leaveSafeMode()
      standIn.close()
    },
    restart: () => lifecycle.restart(),
    copy: () => clipboard.writeText(describe().diagnostics),
    end: () => engine.endConversation(),
    quit: () => lifecycle.quit(),
  }
  const standIn: SafeModeWindow = new SafeModeWindow({
    session,
    log,
    describe,
    act: async (action) => {
      await actions[action]()
    },
  })
  return (latest) => {
    crashes = latest
    standIn.show()
  }
}
