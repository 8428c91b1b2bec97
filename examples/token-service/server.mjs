// @ts-check
/** Starts the service with what its environment says; README.md says what that is. */
import { createMint } from './mint.mjs'
import { createService } from './service.mjs'

/** Shorter secrets can be guessed, in characters. */
const SHORTEST_BEARER = 32

const {
  GEMINI_API_KEY = '',
  TOKEN_SERVICE_BEARER = '',
  TOKEN_SERVICE_MODELS = 'gemini-3.8-live',
  TOKEN_SERVICE_API_VERSION = 'v1alpha',
  TOKEN_SERVICE_BEHIND_PROXY = '',
  HOST = '127.0.0.1',
  PORT = '8787',
} = process.env

/** @param {string} why */
function refuse(why) {
  console.error(why)
  process.exit(1)
}

if (GEMINI_API_KEY === '') refuse('GEMINI_API_KEY is not set')
if (TOKEN_SERVICE_BEARER.length < SHORTEST_BEARER) {
  refuse(`TOKEN_SERVICE_BEARER must have at least ${SHORTEST_BEARER} characters`)
}
if (TOKEN_SERVICE_API_VERSION !== 'v1alpha' && TOKEN_SERVICE_API_VERSION !== 'v1beta') {
  refuse('TOKEN_SERVICE_API_VERSION must be v1alpha or v1beta')
}

const service = createService({
  mint: createMint({
    apiKey: GEMINI_API_KEY,
    apiVersion: TOKEN_SERVICE_API_VERSION === 'v1beta' ? 'v1beta' : 'v1alpha',
  }),
  bearer: TOKEN_SERVICE_BEARER,
  models: TOKEN_SERVICE_MODELS.split(',').map((model) => model.trim()),
  behindProxy: TOKEN_SERVICE_BEHIND_PROXY === '1',
  log: (entry) => console.log(JSON.stringify(entry)),
})
service.listen(Number(PORT), HOST, () => console.log(`Listening at http://${HOST}:${PORT}`))
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => service.close())
