/** A small window manager: without one, desktopCapturer lists no windows. */
import { Helper, STDOUT_FD } from './helper.mjs'

/** @param {import('./stage.mjs').Stage} stage */
export async function startWindowManager(stage) {
  // Openbox runs this command once it manages the display; it writes to openbox's stdout.
  const manager = stage.keep(new Helper('openbox', ['--startup', 'echo ready'], stage))
  await manager.firstLine(STDOUT_FD)
}
