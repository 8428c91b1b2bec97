import { describe, expect, it } from 'vitest'
import { DEFAULT_ACCESS, DEFAULT_CONSENT, type AccessEntry } from '@contract/access'
import { questionFor, type AccessBefore, type Submission } from './access-question'

const EMPTY: AccessBefore = {
  settings: DEFAULT_ACCESS,
  consent: DEFAULT_CONSENT,
  isEmpty: true,
  keptSecret: null,
}
const USED: AccessBefore = { ...EMPTY, isEmpty: false, keptSecret: 'kept-secret-0001' }
const agreedTo = (origin: string): AccessBefore => ({
  ...USED,
  consent: { tokenServices: [origin], hadAccess: true },
})
const using = (url: string): AccessBefore => ({
  ...USED,
  settings: { ...DEFAULT_ACCESS, tokenEndpoint: { url, apiVersion: 'v1alpha' } },
})

const service = (url: string, secret: string | null = null): AccessEntry => ({
  way: 'token-endpoint',
  url,
  apiVersion: 'v1alpha',
  secret,
  keep: 'this-run',
})
const key = (text: string): Submission => ({ way: 'new-key', key: text })
const vertexKey = (secret: string | null): AccessEntry => ({
  way: 'vertex-key',
  secret,
  keep: 'this-run',
})
const account = (project: string, file: string | null = null): AccessEntry => ({
  way: 'vertex-account',
  project,
  location: 'global',
  file,
})

describe('what the person is asked before a way in is tried', () => {
  it('a token service that is new, also in an empty app, by the name that a resolver sees', () => {
    expect(questionFor(service('https://Tökens.example:8443/token'), EMPTY)).toEqual({
      kind: 'token-service',
      origin: 'https://xn--tkens-jua.example:8443',
    })
    const known = agreedTo('https://tokens.example')
    expect(questionFor(service('https://tokens.example/other'), known)).toBeNull()
    for (const url of [
      'http://tokens.example/',
      'https://tokens.example:444/',
      'https://tokens.example.evil/',
    ]) {
      expect(questionFor(service(url), known), url).toMatchObject({ kind: 'token-service' })
    }
  })

  it('another secret for a service that is known, and not the same or a first try that failed', () => {
    const used = using('https://tokens.example/token')
    const ask = (secret: string | null, before: AccessBefore) =>
      questionFor(service('https://tokens.example/token', secret), before)
    expect(ask('another-secret-0002', used)).toMatchObject({ kind: 'token-secret', ending: '0002' })
    expect(ask('kept-secret-0001', used)).toBeNull()
    expect(ask(null, used)).toBeNull()
    const known = agreedTo('https://tokens.example')
    expect(ask('another-secret-0002', { ...known, isEmpty: true })).toBeNull()
    // Agreed to at some time, but what works now is another way in, such as another service.
    const settings = using('https://other.example/token').settings
    for (const before of [known, { ...known, settings, keptSecret: null }]) {
      expect(ask('another-secret-0002', before)).toMatchObject({ kind: 'token-secret' })
      expect(ask(null, before)).toBeNull()
    }
    // Removing the secret first opens no way round it.
    expect(ask('another-secret-0002', { ...used, keptSecret: null })).not.toBeNull()
  })

  it('a key or an account in the place of what there is; the first of all is not asked about', () => {
    expect(questionFor(key('another-key-0002'), USED)).toEqual({ kind: 'api-key', ending: '0002' })
    expect(questionFor(key('short'), USED)).toEqual({ kind: 'api-key', ending: '••••' })
    expect(questionFor(key('kept-secret-0001'), USED)).toBeNull()
    expect(questionFor(key('another-key-0002'), EMPTY)).toBeNull()
    expect(questionFor(vertexKey('another-key-0002'), USED)).toMatchObject({ kind: 'vertex-key' })
    expect(questionFor(vertexKey('kept-secret-0001'), USED)).toBeNull()
    expect(questionFor(vertexKey(null), USED)).toBeNull()
    expect(questionFor(vertexKey('another-key-0002'), EMPTY)).toBeNull()
    expect(questionFor(account('mine'), EMPTY)).toBeNull()
    const set = {
      ...USED,
      settings: { ...DEFAULT_ACCESS, vertex: { project: 'mine', location: 'global', file: null } },
    }
    expect(questionFor(account('mine'), set)).toBeNull()
    expect(questionFor(account('other'), set)).toMatchObject({ project: 'other' })
    expect(questionFor(account('mine', '/other.json'), set)).toMatchObject({ file: '/other.json' })
  })

  it('a change back to the key is the person’s own, and needs none', () => {
    expect(questionFor({ way: 'api-key' }, USED)).toBeNull()
  })
})
