/** Where things are: the project, and the cache outside it. */
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/** The folder of package.json: what Electron is given as the app. */
export const projectFolder = resolve(import.meta.dirname, '../..')

/**
 * Where prepared runtimes are kept between checkouts: `$SIGHTLINE_CACHE`, or `sightline` in the
 * user's cache folder (https://specifications.freedesktop.org/basedir-spec/latest/).
 */
export function cacheFolder() {
  const userCache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache')
  return process.env.SIGHTLINE_CACHE || join(userCache, 'sightline')
}
