import { GoogleGenAI } from '@google/genai'
import { OAuth2Client } from 'google-auth-library'
import type { Pass } from './credentials/pass'

/** The version that Vertex AI speaks; the SDK's own default. */
const VERTEX_VERSION = 'v1beta1'
/** The SDK asks for no other token than the one that it is given, which was fresh, in ms. */
const GOOD_FOR_MS = 600_000

/** The SDK, told everything that it would otherwise take from the environment. */
export function clientFor(pass: Pass): GoogleGenAI {
  switch (pass.kind) {
    case 'api-key':
      // The SDK puts the key into the URL as it is.
      return developerClient(encodeURIComponent(pass.apiKey), 'v1beta', pass.baseUrl)
    case 'token':
      // By its beginning the SDK knows a token, and calls the method that takes one.
      return developerClient(pass.token, pass.apiVersion, pass.baseUrl)
    case 'vertex-key':
      return new GoogleGenAI({ ...vertexOptions(pass.baseUrl), apiKey: pass.apiKey })
    case 'vertex-account':
      return new GoogleGenAI({
        ...vertexOptions(pass.baseUrl),
        project: pass.project,
        location: pass.location,
        googleAuthOptions: { authClient: signedIn(pass) },
      })
  }
}

const developerClient = (apiKey: string, apiVersion: string, baseUrl: string): GoogleGenAI =>
  new GoogleGenAI({ apiKey, vertexai: false, apiVersion, httpOptions: { baseUrl, apiVersion } })

const vertexOptions = (baseUrl: string) => ({
  vertexai: true,
  apiVersion: VERTEX_VERSION,
  httpOptions: { baseUrl, apiVersion: VERTEX_VERSION },
})

function signedIn(pass: Extract<Pass, { kind: 'vertex-account' }>): OAuth2Client {
  const { accessToken, quotaProject } = pass
  const client = new OAuth2Client(quotaProject === null ? {} : { quotaProjectId: quotaProject })
  client.setCredentials({ access_token: accessToken, expiry_date: Date.now() + GOOD_FOR_MS })
  return client
}
