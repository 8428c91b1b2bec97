import { app } from 'electron'

/** Tells the next start that a row of bugs has caused it, and when: milliseconds since the epoch. */
const MARK = 'restarted-after-fault'
/** Tells it that an update was to be installed, and was not. */
const NOT_INSTALLED = 'update-not-installed'

/** How long ago the app was started anew because of a row of bugs; `null`: it was not. */
export function sinceFaultRestart(): number | null {
  const text = app.commandLine.getSwitchValue(MARK)
  return /^\d{1,15}$/.test(text) ? Date.now() - Number(text) : null
}

/** The arguments of this start, for a next one that the person asks for. */
export function plainArguments(): string[] {
  return process.argv
    .slice(1)
    .filter((argument) => !argument.startsWith(`--${MARK}=`) && argument !== `--${NOT_INSTALLED}`)
}

/** The same for a next one that knows why it is. */
export function markedArguments(): string[] {
  return [...plainArguments(), `--${MARK}=${Date.now()}`]
}

/** The same for a next one that has to say that an update was not installed. */
export const argumentsAfterUpdate = (isInstalled: boolean): string[] =>
  isInstalled ? plainArguments() : [...plainArguments(), `--${NOT_INSTALLED}`]

export const isUpdateMissing = (): boolean => app.commandLine.hasSwitch(NOT_INSTALLED)
