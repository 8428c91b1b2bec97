import { showBox } from './box'

/** Asks whether the app may end although so many lines are in memory alone; box of the system's. */
export async function askAboutUnsaved(lines: number): Promise<boolean> {
  const response = await showBox({
    type: 'warning',
    message: 'Some of what was said is not saved',
    detail:
      `${lines === 1 ? 'One line is' : `${lines} lines are`} in memory alone: the library cannot be ` +
      'written. Sightline tries again every few seconds. Make room on the disk, or copy the lines from ' +
      'the window; if you quit now, they are lost.',
    buttons: ['Go on', 'Quit and lose them'],
    defaultId: 0,
    cancelId: 0,
  })
  return response === 1
}
