import { app } from 'electron'
import { showBox } from './box'
import { enableSandbox, type Refusal } from './hardening'
import { REFUSED_SWITCHES, SANDBOX_OFF } from './refused-switches'

/** Nobody may be there, as when a script has started it; then it ends by itself, in ms. */
const PATIENCE_MS = 300_000

interface RefusalWords {
  readonly message: string
  readonly detail: string
}

/** What the person is told, who may have done no more than a double click. Pure. */
export function refusalWords(refusal: Refusal, platform: NodeJS.Platform): RefusalWords {
  const message = 'Sightline does not start like this'
  if (refusal.reason === 'variable-refused') {
    return {
      message,
      detail: `The variable ${refusal.variable} is set. With it, secrets would be written where others can read them. Unset it and start Sightline again.`,
    }
  }
  const takeOut =
    platform === 'linux'
      ? 'Take it out of the command or of the menu entry (the line that begins with Exec= in its .desktop file), and start Sightline again.'
      : 'Take it out of the command or of the shortcut, and start Sightline again.'
  if (refusal.switch !== SANDBOX_OFF) {
    return {
      message,
      detail: `It was started with --${refusal.switch}, which would open it to other programs or weaken what protects you. ${takeOut}`,
    }
  }
  return {
    message,
    detail: `It was started with --${SANDBOX_OFF}, which turns off the wall between Sightline and the rest of your computer. ${takeOut} Launchers of AppImages often add it by themselves. If Sightline does not start without it, this system does not let programs build that wall: install Sightline as a package of your system instead, or have the administrator allow unprivileged user namespaces.`,
  }
}

/** What must not count while the box is open. Root's missing sandbox stays: root cannot have it. */
function switchesToDrop(refusal: Refusal): readonly string[] {
  const isSandboxRefused = refusal.reason === 'switch-refused' && refusal.switch === SANDBOX_OFF
  return isSandboxRefused ? [...REFUSED_SWITCHES, SANDBOX_OFF] : REFUSED_SWITCHES
}

/**
 * Tells it in a box, for whoever sees no terminal; resolves when that was read. What was refused does
 * not count meanwhile: Chromium opens its debugger, its network and its processes only after this.
 * On Linux it has made the process by then of which it would make a page's; there is no page.
 */
export async function showRefusal(refusal: Refusal): Promise<void> {
  for (const name of switchesToDrop(refusal)) app.commandLine.removeSwitch(name)
  enableSandbox()
  // Before that, Linux shows no box.
  await app.whenReady()
  await showBox({
    type: 'error',
    ...refusalWords(refusal, process.platform),
    buttons: ['Quit'],
    signal: AbortSignal.timeout(PATIENCE_MS),
  })
}
