import type { NoUpdatesReason } from '@contract/updates'

/** How the app was installed, and so, how it is replaced. */
export type InstallKind = 'appimage' | 'deb' | 'rpm' | 'mac' | 'windows'

export interface InstallFacts {
  readonly platform: NodeJS.Platform
  readonly isPackaged: boolean
  /** Runs on the Electron of the tests. */
  readonly isTestRuntime: boolean
  /** `SIGHTLINE_UPDATE_FEED`; never there in a packaged app. */
  readonly override: string | null
  /** The address in the package's `app-update.yml`. */
  readonly packagedFeed: string | null
  /** What the packager wrote of the kind of package; empty where it wrote nothing. */
  readonly packageType: string
  /** The file that was started, where it is an AppImage. */
  readonly appImage: string | null
  readonly isRoot: boolean
  /** Whether a program is installed that may ask for an administrator's password. */
  readonly asksForPassword: () => boolean
}

export type UpdatesFound =
  | { readonly kind: 'possible'; readonly feed: string; readonly install: InstallKind }
  | { readonly kind: 'impossible'; readonly why: NoUpdatesReason }

const impossible = (why: NoUpdatesReason): UpdatesFound => ({ kind: 'impossible', why })

/** Whether this copy can bring itself up to date, and from where. Pure. */
export function findUpdates(facts: InstallFacts): UpdatesFound {
  const { isPackaged, isTestRuntime, override, packagedFeed } = facts
  if (!isPackaged && override === null) return impossible('development')
  if (isPackaged && isTestRuntime) return impossible('test-runtime')
  const feed = isPackaged ? packagedFeed : override
  if (feed === null) return impossible('no-feed')
  const install = installKind(facts)
  if (install === null) return impossible('not-ours')
  const needsPassword = (install === 'deb' || install === 'rpm') && !facts.isRoot
  if (needsPassword && !facts.asksForPassword()) return impossible('no-administrator')
  return { kind: 'possible', feed, install }
}

function installKind(facts: InstallFacts): InstallKind | null {
  const { platform, isPackaged, packageType, appImage } = facts
  if (platform === 'darwin') return 'mac'
  if (platform === 'win32') return 'windows'
  if (packageType === 'deb' || packageType === 'rpm') return packageType
  if (packageType !== '') return null
  if (appImage !== null) return 'appimage'
  // What is tried from the source is tried with the kind that needs nothing of the running file.
  return isPackaged ? null : 'deb'
}

/** A value of a file of plain lines, `name: value`, as electron-builder writes it; `null`: none. Pure. */
export const valueIn = (yaml: string, name: string): string | null =>
  new RegExp(`^${name}:[ \\t]*(['"]?)([^\\s'"#]+)\\1[ \\t]*$`, 'm').exec(yaml)?.[2] ?? null

/** The address in an `app-update.yml`; `null`: there is none, or it is of another kind of server. */
export const feedAddress = (yaml: string): string | null =>
  valueIn(yaml, 'provider') === 'generic' ? valueIn(yaml, 'url') : null
