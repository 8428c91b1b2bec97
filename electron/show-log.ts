import { shell } from 'electron'
import { fail, ok, type Result } from '@contract/errors'

/** Shows the newest file of the log in the system's file manager; opens nothing. */
export function showLog(path: string | null): Result<null> {
  if (path === null) return fail('internal', 'There is no log in this run')
  shell.showItemInFolder(path)
  return ok(null)
}
