import { dialog, type BrowserWindow, type MessageBoxOptions } from 'electron'

/** On Linux an answer reaches Node only when something wakes it (seen with 33.2.1), in ms. */
const WAKE_MS = 100

/** Shows a box of the system's, before a window or alone; answers with the number of the button. */
export async function showBox(options: MessageBoxOptions, parent?: BrowserWindow): Promise<number> {
  const all = { title: 'Sightline', noLink: true, ...options }
  const awake = setInterval(() => undefined, WAKE_MS)
  try {
    const shown = parent ? dialog.showMessageBox(parent, all) : dialog.showMessageBox(all)
    return (await shown).response
  } finally {
    clearInterval(awake)
  }
}
