import type { AccessEntry, AccessSecret, AccessSettings } from '@contract/access'

/** The settings with an entry in them; what belongs to other ways is kept for a change back. */
export function settingsAfter(settings: AccessSettings, entry: AccessEntry): AccessSettings {
  const { way } = entry
  switch (way) {
    case 'api-key':
    case 'vertex-key':
      return { ...settings, way }
    case 'token-endpoint':
      return { ...settings, way, tokenEndpoint: { url: entry.url, apiVersion: entry.apiVersion } }
    case 'vertex-account': {
      const { project, location, file } = entry
      return { ...settings, way, vertex: { project, location, file } }
    }
  }
}

/** Where the secret of a way is kept, beside the API key. */
export const secretSlot = (way: AccessSettings['way']): AccessSecret | null =>
  way === 'token-endpoint' || way === 'vertex-key' ? way : null

/** A secret that is entered now; `null`: as it is kept, or none. */
export const enteredSecret = (entry: AccessEntry): string | null =>
  'secret' in entry ? entry.secret : null
