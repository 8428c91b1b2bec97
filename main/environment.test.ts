import { describe, expect, it } from 'vitest'
import { checkBaseUrl, GOOGLE_BASE_URL, readEnvironment } from './environment'

describe('readEnvironment', () => {
  it('reads its variables and removes all that could redirect the key', () => {
    const env: NodeJS.ProcessEnv = {
      GEMINI_API_KEY: ' abc ',
      SIGHTLINE_BASE_URL: 'http://127.0.0.1:4000/',
      SIGHTLINE_USER_DATA: '/tmp/profile',
      GOOGLE_GEMINI_BASE_URL: 'http://evil.example',
      Google_Api_Key: 'other',
      GOOGLE_GENAI_USE_VERTEXAI: 'true',
      NODE_TLS_REJECT_UNAUTHORIZED: '0',
      GOOGLE_APPLICATION_CREDENTIALS: '/etc/account.json',
      PATH: '/bin',
    }
    expect(readEnvironment(env)).toEqual({
      engine: {
        apiKey: 'abc',
        baseUrl: 'http://127.0.0.1:4000',
        credentialsFile: '/etc/account.json',
      },
      userDataFolder: '/tmp/profile',
      updateFeed: null,
      problem: null,
    })
    expect(env).toEqual({ PATH: '/bin' })
  })

  it('uses Google when nothing is set', () => {
    expect(readEnvironment({}).engine).toMatchObject({ apiKey: null, baseUrl: GOOGLE_BASE_URL })
  })

  it('reports an address that it refuses, and never falls back to another', () => {
    const { engine, problem } = readEnvironment({ SIGHTLINE_BASE_URL: 'http://example.com' })
    expect(engine.baseUrl).toBeNull()
    expect(problem?.reason).toBe('address-invalid')
  })

  it('lets no variable choose the server of a released app, and says so', () => {
    const env = { SIGHTLINE_BASE_URL: 'https://gateway.example', GEMINI_API_KEY: 'abc' }
    const { engine, problem } = readEnvironment(env, { isReleased: true })
    expect(engine.baseUrl).toBeNull()
    expect(problem?.reason).toBe('address-invalid')
    expect(env).toEqual({})
    expect(readEnvironment({}, { isReleased: true }).engine.baseUrl).toBe(GOOGLE_BASE_URL)
  })
})

describe('the feed of updates', () => {
  const read = (feed: string, isReleased = false): ReturnType<typeof readEnvironment> =>
    readEnvironment({ SIGHTLINE_UPDATE_FEED: feed }, { isReleased })

  it('is another one for development, at an address that is safe', () => {
    expect(read(' http://127.0.0.1:4000/feed ')).toMatchObject({
      updateFeed: 'http://127.0.0.1:4000/feed',
      problem: null,
    })
    const plain = read('http://updates.example')
    expect(plain.updateFeed).toBeNull()
    expect(plain.problem?.reason).toBe('address-invalid')
  })

  it('is chosen by no variable where the app is released, and that is said', () => {
    const { updateFeed, problem, engine } = read('https://updates.example', true)
    expect(updateFeed).toBeNull()
    expect(problem).toMatchObject({
      reason: 'address-invalid',
      detail: 'SIGHTLINE_UPDATE_FEED is for development: unset it',
    })
    expect(engine.baseUrl).toBe(GOOGLE_BASE_URL)
  })
})

describe('checkBaseUrl', () => {
  it.each([
    'https://gateway.example/path',
    'http://localhost:1',
    'http://[::1]:80',
    'http://127.9.9.9',
  ])('accepts %s', (url) => expect(checkBaseUrl(url)).toBe(new URL(url).href.replace(/\/$/, '')))

  it.each([
    'ws://127.0.0.1',
    'http://10.0.0.1',
    'http://127.0.0.1.example.com',
    'https://user:pass@example.com',
    'https://example.com?key=1',
    'https://example.com#x',
    'nonsense',
  ])('refuses %s', (url) => expect(checkBaseUrl(url)).toMatchObject({ reason: 'address-invalid' }))
})
