/**
 * The environment that the app is started with.
 *
 * @param {Readonly<NodeJS.ProcessEnv>} env
 */
export function appEnvironment(env) {
  const appEnv = { ...env }
  // Set by some editors' terminals, it would turn Electron into plain Node.
  delete appEnv.ELECTRON_RUN_AS_NODE
  // With it a library prints what it does with the proxy, past our own log. It is read when the
  // library is loaded, which is before any code of the app.
  delete appEnv.DEBUG
  return appEnv
}
