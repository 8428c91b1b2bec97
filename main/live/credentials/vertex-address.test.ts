import { GoogleGenAI, Modality } from '@google/genai'
import { OAuth2Client } from 'google-auth-library'
import { expect, it } from 'vitest'
import { vertexBaseUrl } from './vertex-address'

/** The origin to which the SDK itself would connect. */
async function originOfSdk(options: ConstructorParameters<typeof GoogleGenAI>[0]): Promise<string> {
  const ai = new GoogleGenAI({ vertexai: true, ...options })
  return new Promise((resolve) => {
    const create = (url: string): unknown => {
      resolve(new URL(url).origin.replace('wss:', 'https:'))
      return { connect: () => undefined }
    }
    Object.assign(ai.live, { webSocketFactory: { create } })
    const callbacks = { onmessage: () => undefined }
    void ai.live.connect({
      model: 'm',
      config: { responseModalities: [Modality.AUDIO] },
      callbacks,
    })
  })
}

const signedIn = (): OAuth2Client => {
  const client = new OAuth2Client()
  client.setCredentials({ access_token: 'token', expiry_date: Date.now() + 3_600_000 })
  return client
}

it.each(['us-central1', 'europe-west4', 'global', 'us', 'eu'])(
  'is the address that the SDK has for %s',
  async (location) => {
    const googleAuthOptions = { authClient: signedIn() }
    const origin = await originOfSdk({ project: 'p', location, googleAuthOptions })
    expect(vertexBaseUrl(location)).toBe(origin)
  },
)

it('is the address that the SDK has for a key alone', async () => {
  expect(vertexBaseUrl(null)).toBe(await originOfSdk({ apiKey: 'key' }))
})
