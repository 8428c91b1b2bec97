// @ts-check
import { GoogleGenAI } from '@google/genai'

/** From now to the moment at which the server hangs up, in ms. */
const LIFE_MS = 30 * 60_000
/** From now to the latest beginning of a session, in ms. */
const SESSION_MS = 60_000

/**
 * @typedef {{ token: string, expireTime: string, newSessionExpireTime: string,
 *   apiVersion: 'v1alpha' | 'v1beta' }} MintedToken
 * @typedef {(model: string) => Promise<MintedToken>} Mint
 */

/**
 * Mints tokens with the organisation's key: each good for one session with one model.
 *
 * @param {{ apiKey: string, apiVersion: 'v1alpha' | 'v1beta', baseUrl?: string }} options
 * @returns {Mint}
 */
export function createMint({ apiKey, apiVersion, baseUrl }) {
  const ai = new GoogleGenAI({
    apiKey,
    vertexai: false,
    apiVersion,
    httpOptions: {
      baseUrl: baseUrl ?? 'https://generativelanguage.googleapis.com',
      apiVersion,
      timeout: 8_000,
    },
  })
  return async (model) => {
    const now = Date.now()
    const expireTime = new Date(now + LIFE_MS).toISOString()
    const newSessionExpireTime = new Date(now + SESSION_MS).toISOString()
    const { name } = await ai.authTokens.create({
      config: {
        uses: 1,
        expireTime,
        newSessionExpireTime,
        liveConnectConstraints: { model },
        // The model is locked, and nothing else: the app makes its own setup.
        lockAdditionalFields: [],
      },
    })
    if (!name) throw new Error('no token in the answer')
    return { token: name, expireTime, newSessionExpireTime, apiVersion }
  }
}
