/**
 * `npm start` and `npm run demo [-- --script]`: prepares, builds and runs the app. What else is
 * on the command line goes on to the app.
 *
 * On a machine without a display it holds the scripted demo on a virtual one instead.
 */
import { appEnvironment } from './app-environment.mjs'
import { build } from './build.mjs'
import { runOnTerminal } from './command.mjs'
import { projectFolder } from './paths.mjs'
import { prepare } from './prepare.mjs'
import { sandboxArguments } from './sandbox.mjs'
import { runScript, say } from './terminal.mjs'
import { withVirtualDisplay } from './virtual-display.mjs'

const SCRIPTED_DEMO = '--demo-script'

/** Where the virtual display keeps its secrets; Electron does not find that out by itself. */
const KEYRING = '--password-store=gnome-libsecret'

/** @typedef {import('./prepare.mjs').Runtime} Runtime */

runScript(async () => {
  const appArguments = toAppArguments(process.argv.slice(2))
  return hasDisplay() ? runHere(appArguments) : runScriptedDemoOnVirtualDisplay(appArguments)
})

function hasDisplay() {
  if (process.platform !== 'linux') return true
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}

/**
 * `--demo --script` is how people say what the app knows as `--demo-script`.
 *
 * @param {readonly string[]} args
 */
function toAppArguments(args) {
  if (!args.includes('--script')) return args
  return [SCRIPTED_DEMO, ...args.filter((arg) => arg !== '--script' && arg !== '--demo')]
}

/** @param {readonly string[]} appArguments */
async function runHere(appArguments) {
  const runtime = await prepare({ need: 'app' })
  await build()
  return launch(runtime, [], appArguments, process.env)
}

/** @param {readonly string[]} appArguments */
async function runScriptedDemoOnVirtualDisplay(appArguments) {
  say('There is no display here, so the scripted demo is held on a virtual one.')
  const runtime = await prepare({ need: 'display' })
  await build()
  const others = appArguments.filter((arg) => arg !== SCRIPTED_DEMO && arg !== '--demo')
  return withVirtualDisplay((env) => launch(runtime, [KEYRING], [SCRIPTED_DEMO, ...others], env))
}

/**
 * @param {Runtime} runtime
 * @param {readonly string[]} switches for Electron itself
 * @param {readonly string[]} appArguments
 * @param {NodeJS.ProcessEnv} env
 */
function launch({ executable }, switches, appArguments, env) {
  const args = [...sandboxArguments(), ...switches, projectFolder, ...appArguments]
  return runOnTerminal(executable, args, { env: appEnvironment(env) })
}
