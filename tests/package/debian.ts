/** Debian's tools, and what a package of ours leaves on a system. */
import { execFile } from 'node:child_process'
import { lstat, readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** Where packages put what is theirs. */
const SYSTEM_FOLDERS = ['/opt', '/usr', '/etc', '/var/lib']

/** Lists that the tools of a desktop make of what is installed. */
const DESKTOP_LISTS = ['/usr/share/mime/globs2', '/usr/share/applications/mimeinfo.cache']

async function run(command: string, ...args: readonly string[]): Promise<string> {
  const env = { ...process.env, LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive' }
  return (await execute(command, args, { env, maxBuffer: 64 * 1024 * 1024 })).stdout
}

/** Installs a file with all that it needs, or upgrades to it. */
export async function install(deb: string): Promise<void> {
  await run('apt-get', 'install', '-y', '-q', '--no-install-recommends', deb)
}

export async function purge(name: string): Promise<void> {
  await run('apt-get', 'purge', '-y', '-q', name)
}

/** A field of the package in a file, such as `Package`. */
export async function fieldOf(deb: string, field: string): Promise<string> {
  return (await run('dpkg-deb', '--field', deb, field)).trim()
}

/** What dpkg knows of a package: `ii  0.1.0`; empty when it knows nothing. */
export async function installedState(name: string): Promise<string> {
  const format = '${db:Status-Abbrev} ${Version}'
  return run('dpkg-query', '--show', `--showformat=${format}`, name).catch(() => '')
}

/** The files, without folders, that dpkg has put in place for a package. */
export async function filesOf(name: string): Promise<string[]> {
  const paths = (await run('dpkg-query', '--listfiles', name)).trim().split('\n')
  const found = await Promise.all(paths.map(async (path) => ((await isFile(path)) ? [path] : [])))
  return found.flat()
}

/** What below a folder somebody other than root owns or may write. */
export async function writableByOthers(folder: string): Promise<string[]> {
  const found = ['(', '!', '-uid', '0', '-o', '-perm', '/022', ')']
  const lines = await run('find', folder, '!', '-type', 'l', ...found)
  return lines.split('\n').filter((line) => line !== '')
}

export function isFile(path: string): Promise<boolean> {
  return lstat(path).then(
    (found) => !found.isDirectory(),
    () => false,
  )
}

/** All on the system that bears the app's name, and the desktop's lists that name it. */
export async function tracesOnSystem(): Promise<string[]> {
  const found = await run('find', ...SYSTEM_FOLDERS, '-iname', '*sightline*')
  const naming = await Promise.all(
    DESKTOP_LISTS.map(async (path) => {
      const text = await readFile(path, 'utf8').catch(() => '')
      return text.toLowerCase().includes('sightline') ? [`named in ${path}`] : []
    }),
  )
  return [...found.split('\n').filter((line) => line !== ''), ...naming.flat()].sort()
}
