import { dialog, type BrowserWindow, type MessageBoxOptions } from 'electron'

/** On Linux an answer reaches Node only when something wakes it (seen with 33.2.1), in ms. */
const WAKE_MS = 100

/** Shows a box of the system's, before a window or alone; answers with the number of the button. */
export async function showBox(options: MessageBoxOptions, parent?: BrowserWindow): Promise<number> {
  const all = { title: 'Sightline', noLink: true, ...options }
  const shown = await keepAwake(() =>
    parent ? dialog.showMessageBox(parent, all) : dialog.showMessageBox(all),
  )
  return shown.response
}

/** Shows a dialog of the system's in such a way that its answer arrives. */
export async function keepAwake<Answer>(show: () => Promise<Answer>): Promise<Answer> {
  const awake = setInterval(() => undefined, WAKE_MS)
  try {
    return await show()
  } finally {
    clearInterval(awake)
  }
}
