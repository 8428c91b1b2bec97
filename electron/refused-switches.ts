/** A released app does not run with these. They are Chromium's and Node's, without the dashes. */
export const REFUSED_SWITCHES = [
  // Debuggers and consoles.
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-allow-origins',
  'inspect',
  'inspect-brk',
  'inspect-brk-node',
  'inspect-port',
  'inspect-publish-uid',
  'inspect-wait',
  'js-flags',
  'enable-automation',
  // What keeps pages and certificates in check.
  'disable-web-security',
  'allow-running-insecure-content',
  'disable-site-isolation-trials',
  'unsafely-treat-insecure-origin-as-secure',
  'ignore-certificate-errors',
  'ignore-certificate-errors-spki-list',
  'host-rules',
  'host-resolver-rules',
  'ssl-key-log-file',
  'log-net-log',
  'enable-blink-features',
  'enable-experimental-web-platform-features',
  // Captures that nobody is asked about.
  'use-fake-ui-for-media-stream',
  'auto-accept-camera-and-microphone-capture',
  'auto-select-desktop-capture-source',
  'auto-select-tab-capture-source-by-title',
  'auto-select-window-capture-source-by-title',
  'enable-usermedia-screen-capturing',
  // Recordings in the place of the microphone and the camera.
  'use-fake-device-for-media-stream',
  'use-file-for-fake-audio-capture',
  'use-file-for-fake-video-capture',
  // Other programs in the place of Chromium's processes, or code loaded into them.
  'load-extension',
  'browser-subprocess-path',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
  'gpu-launcher',
  'ppapi-plugin-launcher',
  // The sandbox.
  'disable-gpu-sandbox',
  'disable-seccomp-filter-sandbox',
  'disable-setuid-sandbox',
  'disable-namespace-sandbox',
  'single-process',
  'in-process-gpu',
] as const

/**
 * With these Node prints the addresses that it connects to, and a key stands in one of them. It has
 * read them before any code of ours, so that removing them would change nothing.
 */
const REFUSED_VARIABLES = ['NODE_DEBUG', 'NODE_DEBUG_NATIVE'] as const

/** Chromium refuses to start for root with its sandbox on; the app then says that it is off. */
export const SANDBOX_OFF = 'no-sandbox'

export interface CommandLineFacts {
  readonly isReleased: boolean
  /** Runs as root on a system of the Unix kind. */
  readonly isRoot: boolean
  hasSwitch(name: string): boolean
}

/** The first switch with which a released app does not run, or `null`. */
export function findRefusedSwitch(facts: CommandLineFacts): string | null {
  if (!facts.isReleased) return null
  if (!facts.isRoot && facts.hasSwitch(SANDBOX_OFF)) return SANDBOX_OFF
  return REFUSED_SWITCHES.find((name) => facts.hasSwitch(name)) ?? null
}

/** The first variable with which a released app does not run, or `null`. */
export function findRefusedVariable(facts: {
  readonly isReleased: boolean
  readonly env: Readonly<NodeJS.ProcessEnv>
}): string | null {
  if (!facts.isReleased) return null
  return REFUSED_VARIABLES.find((name) => (facts.env[name] ?? '') !== '') ?? null
}
