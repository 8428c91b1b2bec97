// @ts-check
/** Starts the service with what its environment says; README.md says what that is. */
import { createMint } from './mint.mjs'
import { RateLimit } from './rate-limit.mjs'
import { createService } from './service.mjs'

/** Shorter secrets can be guessed, in characters. */
const SHORTEST_BEARER = 32

const {
  GEMINI_API_KEY = '',
  TOKEN_SERVICE_BEARER = '',
  TOKEN_SERVICE_MODELS = 'gemini-3.8-live',
  TOKEN_SERVICE_API_VERSION = 'v1alpha',
  TOKEN_SERVICE_BEHIND_PROXY = '',
  TOKEN_SERVICE_TOKENS_PER_MINUTE = '60',
  HOST = '127.0.0.1',
  PORT = '8787',
} = process.env

/** @param {string} text separated by commas */
function listOf(text) {
  return text
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '')
}

/** @param {string} why */
function refuse(why) {
  console.error(why)
  process.exit(1)
}

if (GEMINI_API_KEY === '') refuse('GEMINI_API_KEY is not set')
const bearers = listOf(TOKEN_SERVICE_BEARER)
if (bearers.length === 0 || bearers.some((bearer) => bearer.length < SHORTEST_BEARER)) {
  refuse(`TOKEN_SERVICE_BEARER must have at least ${SHORTEST_BEARER} characters`)
}
const requests = Number(TOKEN_SERVICE_TOKENS_PER_MINUTE)
if (!Number.isInteger(requests) || requests < 1) {
  refuse('TOKEN_SERVICE_TOKENS_PER_MINUTE must be a whole number above 0')
}
if (TOKEN_SERVICE_API_VERSION !== 'v1alpha' && TOKEN_SERVICE_API_VERSION !== 'v1beta') {
  refuse('TOKEN_SERVICE_API_VERSION must be v1alpha or v1beta')
}

const service = createService({
  mint: createMint({
    apiKey: GEMINI_API_KEY,
    apiVersion: TOKEN_SERVICE_API_VERSION === 'v1beta' ? 'v1beta' : 'v1alpha',
  }),
  bearers,
  tokenLimit: new RateLimit({ limit: { requests, windowMs: 60_000 } }),
  models: listOf(TOKEN_SERVICE_MODELS),
  behindProxy: TOKEN_SERVICE_BEHIND_PROXY === '1',
  log: (entry) => console.log(JSON.stringify(entry)),
})
service.listen(Number(PORT), HOST, () => console.log(`Listening at http://${HOST}:${PORT}`))
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => service.close())
