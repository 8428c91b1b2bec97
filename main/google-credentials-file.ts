import { join } from 'node:path'

/**
 * Where a file of Google credentials is when the user names none: as `GOOGLE_APPLICATION_CREDENTIALS`
 * says, or where gcloud keeps those of `gcloud auth application-default login`. Pure.
 */
export function defaultCredentialsFile(
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
  home: string,
): string {
  const named = env['GOOGLE_APPLICATION_CREDENTIALS']?.trim() ?? ''
  if (named !== '') return named
  const base =
    platform === 'win32'
      ? join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'gcloud')
      : join(home, '.config', 'gcloud')
  return join(base, 'application_default_credentials.json')
}
