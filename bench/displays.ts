import { Stage } from '../electron/runtime/display/stage.mjs'
import { startWindowManager } from '../electron/runtime/display/window-manager.mjs'
import { startXServer } from '../electron/runtime/display/x-server.mjs'
import type { Size } from './pictures'

export const FULL_HD: Size = { width: 1920, height: 1080 }
export const ULTRA_HD: Size = { width: 3840, height: 2160 }
export const DISPLAYS: readonly Size[] = [FULL_HD, ULTRA_HD]

export const nameOf = ({ width, height }: Size): string => `${width} × ${height}`

/** Runs on a display of this size: that of the tests, or one of its own. */
export async function onDisplay(size: Size, run: () => Promise<void>): Promise<void> {
  if (size === FULL_HD) return run()
  const stage = new Stage()
  const { DISPLAY, XAUTHORITY } = process.env
  try {
    await startXServer(stage, `${size.width}x${size.height}`)
    await startWindowManager(stage)
    // For the app, and for the hands that show it pictures.
    process.env.DISPLAY = stage.env.DISPLAY
    process.env.XAUTHORITY = stage.env.XAUTHORITY
    await run()
  } finally {
    Object.assign(process.env, { DISPLAY, XAUTHORITY })
    await stage.close()
  }
}
