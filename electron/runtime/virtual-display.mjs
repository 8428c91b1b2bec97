/**
 * A whole desktop that nobody sees, for tests and for machines without a display: an X display, a
 * window manager, a D-Bus session, an unlocked keyring, speakers and a microphone, all private.
 *
 * Also a command: `node electron/runtime/virtual-display.mjs -- program arguments…`
 */
import { pathToFileURL } from 'node:url'
import { setTimeout as delay } from 'node:timers/promises'
import { SIGNALS, exitCodeOf, runOnTerminal } from './command.mjs'
import { startKeyring, startSessionBus } from './display/session-bus.mjs'
import { startSound } from './display/sound.mjs'
import { Stage } from './display/stage.mjs'
import { startWindowManager } from './display/window-manager.mjs'
import { startXServer } from './display/x-server.mjs'
import { NotReady, runScript, say } from './terminal.mjs'

/** How long what runs on the display may take to end after a signal, before the display goes. */
const GRACE_MS = 5_000

/**
 * Sets the display up, runs something on it, and takes it down in every case. A signal ends the
 * process with the exit code that shells use, once the display is gone.
 *
 * @template T
 * @param {(env: NodeJS.ProcessEnv) => Promise<T>} use gets the environment to start programs with
 * @returns {Promise<T>}
 */
export async function withVirtualDisplay(use) {
  const stage = new Stage()
  const signals = listenForSignals()
  try {
    return await Promise.race([setUp(stage).then(() => use(stage.env)), signals.graceIsOver])
  } finally {
    await stage.close()
    signals.stop()
    if (signals.received) process.exit(exitCodeOf(signals.received))
  }
}

/** @param {Stage} stage */
async function setUp(stage) {
  await startXServer(stage)
  await Promise.all([
    orGoWithout('a window manager', () => startWindowManager(stage)),
    orGoWithout('sound', () => startSound(stage)),
    orGoWithout('a keyring', async () => {
      await startSessionBus(stage)
      await startKeyring(stage)
    }),
  ])
}

/**
 * @param {string} what
 * @param {() => Promise<void>} start
 */
async function orGoWithout(what, start) {
  try {
    await start()
  } catch (error) {
    say(`The virtual display goes without ${what}: ${error instanceof Error ? error.message : ''}`)
  }
}

function listenForSignals() {
  /** @type {(reason: Error) => void} */
  let giveUp = () => undefined
  /** @type {Promise<never>} */
  const graceIsOver = new Promise((_, fail) => (giveUp = fail))
  /** @param {NodeJS.Signals} signal */
  const receive = (signal) => {
    state.received = signal
    void delay(GRACE_MS, undefined, { ref: false }).then(() => giveUp(new Error(signal)))
  }
  const state = {
    graceIsOver,
    /** @type {NodeJS.Signals | undefined} */
    received: undefined,
    stop() {
      for (const name of SIGNALS) process.off(name, receive)
    },
  }
  for (const name of SIGNALS) process.on(name, receive)
  return state
}

async function main() {
  const [command, ...args] = process.argv.slice(process.argv.indexOf('--') + 1)
  if (!process.argv.includes('--') || !command) {
    throw new NotReady('usage: node electron/runtime/virtual-display.mjs -- program arguments…')
  }
  return withVirtualDisplay((env) => runOnTerminal(command, args, { env }))
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) runScript(main)
