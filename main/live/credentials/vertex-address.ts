/** Locations that are groups of regions, with hosts of another form. */
const MULTI_REGIONS = new Set(['us', 'eu'])

/** The base URL of Vertex AI for a location, as the SDK has it; `null`: for a key alone. */
export function vertexBaseUrl(location: string | null): string {
  if (location === null || location === 'global') return 'https://aiplatform.googleapis.com'
  return MULTI_REGIONS.has(location)
    ? `https://aiplatform.${location}.rep.googleapis.com`
    : `https://${location}-aiplatform.googleapis.com`
}
