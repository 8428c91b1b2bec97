import { app } from 'electron'

/** Tells the next start that a row of bugs has caused it, and when: milliseconds since the epoch. */
const MARK = 'restarted-after-fault'
/** Tells it that an update was to be installed, and which version it should be then. */
const UPDATED = 'updated-to'
/** In the place of a version: it was not installed. Chromium takes the sign off an empty value. */
const FAILED = 'none'

/** How long ago the app was started anew because of a row of bugs; `null`: it was not. */
export function sinceFaultRestart(): number | null {
  const text = app.commandLine.getSwitchValue(MARK)
  return /^\d{1,15}$/.test(text) ? Date.now() - Number(text) : null
}

/** The arguments of this start, for a next one that the person asks for. */
export function plainArguments(): string[] {
  return process.argv
    .slice(1)
    .filter((argument) => ![MARK, UPDATED].some((mark) => argument.startsWith(`--${mark}=`)))
}

/** The same for a next one that knows why it is. */
export function markedArguments(): string[] {
  return [...plainArguments(), `--${MARK}=${Date.now()}`]
}

/** The same for a next one after an update to this version; `null`: it was not installed. */
export const argumentsAfterUpdate = (version: string | null): string[] => [
  ...plainArguments(),
  `--${UPDATED}=${version ?? FAILED}`,
]

/**
 * An update was to be installed, and was not. Package managers have said that all went well when it did
 * not: what counts is the version that runs. An app that is started from its source stays what it is.
 */
export function isUpdateMissing(): boolean {
  if (!app.commandLine.hasSwitch(UPDATED)) return false
  const version = app.commandLine.getSwitchValue(UPDATED)
  return version === FAILED || (app.isPackaged && version !== app.getVersion())
}
