/**
 * What a process of ours gets of the environment: enough to load, to find the display, the bus and
 * the temporary folder. Whatever else a person keeps there (keys, tokens, proxies) is not for it.
 */
const NAMES = new Set([
  'PATH',
  'HOME',
  'LANG',
  'LANGUAGE',
  'TZ',
  'DISPLAY',
  'XAUTHORITY',
  'WAYLAND_DISPLAY',
  'XDG_RUNTIME_DIR',
  'XDG_SESSION_TYPE',
  'XDG_CURRENT_DESKTOP',
  'DBUS_SESSION_BUS_ADDRESS',
  'TMPDIR',
  // Windows
  'TEMP',
  'TMP',
  'SYSTEMROOT',
  'SYSTEMDRIVE',
  'WINDIR',
  'COMSPEC',
  'USERPROFILE',
  'APPDATA',
  'LOCALAPPDATA',
])

/** The part of the environment that a child process gets. Names on Windows know no case. */
export function childEnvironment(env: NodeJS.ProcessEnv): Record<string, string> {
  const kept = Object.entries(env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && (NAMES.has(entry[0].toUpperCase()) || /^LC_[A-Z]+$/.test(entry[0])),
  )
  return Object.fromEntries(kept)
}
