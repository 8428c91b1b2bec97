/** The only file of this page that touches what its preload exposes. */
import type { RegionApi } from '@contract/region'

declare global {
  interface Window {
    readonly sightlineRegion: RegionApi
  }
}

/** Requests to main. Every one resolves to a `Result`; none rejects. */
export const region: RegionApi = window.sightlineRegion
