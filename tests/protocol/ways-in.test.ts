/** An organisation's way in, whole: the engine, the reference token service, a server that takes each token once. */
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { AccessEntry } from '@contract/access'
import { createMint } from '../../examples/token-service/mint.mjs'
import { createService } from '../../examples/token-service/service.mjs'
import { scripted } from '../../simulator/scenario'
import { QUICK } from '../../simulator/test-server'
import { bench, eventually, goLive, type BenchOptions } from './harness'

const BEARER = 'bearer-of-the-organisation-0123456789'
const ORGANISATION_KEY = 'key-of-the-organisation'

/** The engine without a key, and a token service before a server that takes no other tokens. */
async function organisation(options: BenchOptions & { readonly sameToken?: boolean } = {}) {
  const on = await bench({
    apiKey: null,
    acceptedKey: ORGANISATION_KEY,
    tokens: 'minted',
    ...options,
  })
  const mint = createMint({
    apiKey: ORGANISATION_KEY,
    apiVersion: 'v1alpha',
    baseUrl: on.simulator.url,
  })
  const minted: string[] = []
  let first: ReturnType<typeof mint> | null = null
  const service = createService({
    mint: async (model) => {
      const token = await (options.sameToken === true ? (first ??= mint(model)) : mint(model))
      minted.push(token.token)
      return token
    },
    bearers: [BEARER],
    models: ['gemini-3.8-live'],
    log: () => undefined,
  })
  await once(service.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => {
    service.closeAllConnections()
    service.close()
  })
  const entry: AccessEntry = {
    way: 'token-endpoint',
    url: `http://127.0.0.1:${(service.address() as AddressInfo).port}/token`,
    apiVersion: 'v1alpha',
    secret: BEARER,
    keep: 'this-run',
  }
  return { on, minted, entry }
}

describe('a token service', () => {
  it('is checked with a token, and asked for another for each connection', async () => {
    const { on, minted, entry } = await organisation()
    expect(on.engine.state.current.access.ready).toBe(false)
    expect(await on.engine.submitAccess(entry)).toEqual({ ok: true, value: null })
    expect(minted).toHaveLength(1)
    const { access, settings } = on.engine.state.current
    expect(access).toMatchObject({ ready: true, serverOrigin: on.simulator.url })
    expect(access.secrets['token-endpoint']).toMatchObject({ source: 'this-run', lastFour: '6789' })
    expect(JSON.stringify(on.engine.snapshot())).not.toContain(BEARER)
    expect(settings.access).toMatchObject({ way: 'token-endpoint' })

    await goLive(on)
    expect(minted).toHaveLength(2)
    // The connection breaks: the next one has a token of its own.
    on.simulator.connections.at(-1)?.terminate()
    await eventually(() => expect(minted).toHaveLength(3))
    await on.until(({ session }) => session.kind === 'live')
    expect(new Set(minted).size).toBe(3)
  })

  it('is not used when the check fails, and nothing of it is kept', async () => {
    const { on, minted, entry } = await organisation()
    const refused = await on.engine.submitAccess({ ...entry, secret: 'wrong' })
    expect(refused).toMatchObject({ ok: false, error: { reason: 'token-service-refused' } })
    expect(on.engine.state.current.access.ready).toBe(false)
    expect(on.engine.state.current.settings.access.way).toBe('api-key')
    expect(minted).toEqual([])
  })

  it('gets no secret that was kept for another', async () => {
    const { on, entry } = await organisation()
    await on.engine.submitAccess(entry)
    const other = { ...entry, url: 'http://127.0.0.1:1/token', secret: null } as AccessEntry
    expect(await on.engine.submitAccess(other)).toMatchObject({
      error: { reason: 'token-service-unreachable' },
    })
    expect(on.engine.state.current.settings.access.tokenEndpoint).toMatchObject({
      url: 'url' in entry ? entry.url : '',
    })
  })

  it.each([
    'http://tokens.example/token',
    'https://me:secret@tokens.example/token',
    'https://tokens.example/token?code=secret',
    'file:///etc/passwd',
    'tokens.example',
  ])('may not be at %s', async (url) => {
    const { on, entry } = await organisation()
    expect(await on.engine.submitAccess({ ...entry, url })).toMatchObject({
      error: { reason: 'token-address-invalid' },
    })
  })

  it('must mint: a token that was used is taken no second time', async () => {
    const { on, entry } = await organisation({ sameToken: true })
    expect(await on.engine.submitAccess(entry)).toMatchObject({ ok: true })
    on.engine.startConversation()
    await on.until(({ session }) => session.kind === 'failed')
    expect(on.engine.state.current.session).toMatchObject({
      error: { reason: 'token-not-accepted' },
    })
  })

  it('refuses who has forgotten the secret', async () => {
    const { on, entry } = await organisation()
    await on.engine.submitAccess(entry)
    await on.engine.forgetAccessSecret('token-endpoint')
    on.engine.startConversation()
    await on.until(({ session }) => session.kind === 'failed')
    expect(on.engine.state.current.session).toMatchObject({
      error: { reason: 'token-service-refused' },
    })
  })

  it('begins a session of its own when it is changed to in a conversation', async () => {
    const { on, entry } = await organisation({
      apiKey: ORGANISATION_KEY,
      scenario: scripted([QUICK]),
    })
    await goLive(on)
    on.engine.conversation.sendText('Hello')
    await eventually(() =>
      expect(on.events.some((event) => event.kind === 'resumption' && event.resumable)).toBe(true),
    )
    await on.engine.submitAccess(entry)
    // The connection of the key, that of the check, and the one that goes on.
    await eventually(() => expect(on.simulator.connections).toHaveLength(3))
    await on.until(({ session }) => session.kind === 'live')
    await eventually(() =>
      expect(on.simulator.connections[2]?.setup?.sessionResumption).toEqual({}),
    )
  })

  it('is dialled anew for a key that is entered in a conversation', async () => {
    const { on } = await organisation({ apiKey: ORGANISATION_KEY, scenario: scripted([QUICK]) })
    await goLive(on)
    on.engine.conversation.sendText('Hello')
    await eventually(() =>
      expect(on.events.some((event) => event.kind === 'resumption' && event.resumable)).toBe(true),
    )
    expect(await on.engine.submitKey(ORGANISATION_KEY, 'this-run')).toMatchObject({ ok: true })
    // That of the conversation, that of the check, and the one that goes on.
    await eventually(() => expect(on.simulator.connections).toHaveLength(3))
    await on.until(({ session }) => session.kind === 'live')
  })

  it('is left for the key again, and what was entered is there for a change back', async () => {
    const { on, entry } = await organisation({ apiKey: ORGANISATION_KEY })
    await on.engine.submitAccess(entry)
    expect(await on.engine.submitAccess({ way: 'api-key' })).toMatchObject({ ok: true })
    await goLive(on)
    expect(on.engine.state.current.settings.access).toMatchObject({
      way: 'api-key',
      tokenEndpoint: { url: 'url' in entry ? entry.url : '' },
    })
  })
})

describe('a way in that the person has to agree to', () => {
  it('is asked about once for each service, before it hears anything', async () => {
    const asked: unknown[] = []
    const { on, minted, entry } = await organisation({
      askAboutAccess: (question) => {
        asked.push([question, minted.length])
        return Promise.resolve(true)
      },
    })
    const { origin } = new URL('url' in entry ? entry.url : '')
    await on.engine.submitAccess({ ...entry, secret: 'wrong' })
    expect(await on.engine.submitAccess(entry)).toMatchObject({ ok: true })
    expect(asked).toEqual([[{ kind: 'token-service', origin }, 0]])
    expect(on.engine.state.current.settings.accessConsent).toEqual({
      tokenServices: [origin],
      hadAccess: true,
    })
    const kept = JSON.parse(await readFile(join(on.userData, 'settings.json'), 'utf8')) as object
    expect(kept).toMatchObject({ accessConsent: { tokenServices: [origin] } })
  })

  it('is asked about again for another secret, once there is something else that works', async () => {
    const asked: string[] = []
    const { on, entry } = await organisation({
      apiKey: ORGANISATION_KEY,
      askAboutAccess: ({ kind }) => {
        asked.push(kind)
        return Promise.resolve(kind === 'token-service')
      },
    })
    await on.engine.submitAccess({ ...entry, secret: 'wrong' })
    expect(await on.engine.submitAccess(entry)).toMatchObject({
      error: { reason: 'access-not-agreed' },
    })
    expect(asked).toEqual(['token-service', 'token-secret'])
    expect(on.engine.state.current.settings.access.way).toBe('api-key')
  })

  it('changes nothing when they do not', async () => {
    const { on, minted, entry } = await organisation({
      apiKey: ORGANISATION_KEY,
      askAboutAccess: () => Promise.resolve(false),
    })
    const before = on.engine.state.current
    expect(await on.engine.submitAccess(entry)).toMatchObject({
      error: { reason: 'access-not-agreed' },
    })
    expect(await on.engine.submitKey('a-key-of-another', 'this-run')).toMatchObject({
      error: { reason: 'request-too-often' },
    })
    expect(minted).toEqual([])
    expect(on.simulator.connections).toEqual([])
    expect(on.engine.state.current.settings).toEqual(before.settings)
    expect(on.engine.state.current.access).toEqual(before.access)
  })

  it('is not the first key of all, but each other one, also after it was removed', async () => {
    const asked: string[] = []
    const { on } = await organisation({
      apiKey: null,
      askAboutAccess: ({ kind }) => {
        asked.push(kind)
        return Promise.resolve(true)
      },
    })
    expect(await on.engine.submitKey(ORGANISATION_KEY, 'this-run')).toMatchObject({ ok: true })
    expect(await on.engine.submitKey(ORGANISATION_KEY, 'this-run')).toMatchObject({ ok: true })
    expect(asked).toEqual([])
    await on.engine.forgetKey()
    await on.engine.submitKey('a-key-of-another', 'this-run')
    expect(asked).toEqual(['api-key'])
  })

  it('is a key that was the first when it was entered, and is not any more', async () => {
    const asked: string[] = []
    const on = await bench({
      apiKey: null,
      askAboutAccess: ({ kind }) => {
        asked.push(kind)
        return Promise.resolve(false)
      },
    })
    const both = await Promise.all([
      on.engine.submitKey('one-key-0001', 'this-run'),
      on.engine.submitKey('another-key-0002', 'this-run'),
    ])
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true])
    expect(asked).toEqual(['api-key'])
  })

  it('leaves in place what was set while it was checked', async () => {
    const { on, entry } = await organisation({ apiKey: ORGANISATION_KEY })
    const vertex = { project: 'mine', location: 'global', file: null }
    const checked = on.engine.submitAccess(entry)
    const { settings } = on.engine.state.current
    on.engine.state.update({ settings: { ...settings, access: { ...settings.access, vertex } } })
    expect(await checked).toMatchObject({ ok: true })
    expect(on.engine.state.current.settings.access).toMatchObject({
      way: 'token-endpoint',
      vertex,
    })
  })
})
