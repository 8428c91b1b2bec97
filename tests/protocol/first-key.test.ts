/** Only the first key of a profile is taken unasked: one that was there at the start counts, however it came. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import type { SecretStore, StoredKey } from '@main/settings/secret-store'
import { bench, type Bench, type BenchOptions } from './harness'

/** A keychain that holds a key from an earlier run. */
function keychain(stored: StoredKey): SecretStore {
  let current = stored
  return {
    strength: 'keychain',
    read: () => current,
    write: (key, origin) => {
      current = { kind: 'found', key, origin }
      return true
    },
    delete: () => (current = { kind: 'none' }),
  }
}

/** The engine on a profile of before, and what it asked. The person says no. */
async function earlierProfile(options: BenchOptions): Promise<Bench & { asked: string[] }> {
  const asked: string[] = []
  const on = await bench({
    apiKey: null,
    askAboutAccess: ({ kind }) => {
      asked.push(kind)
      return Promise.resolve(false)
    },
    ...options,
  })
  return Object.assign(on, { asked })
}

async function profileFolder(settings: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sightline-first-key-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await writeFile(join(folder, 'settings.json'), settings)
  return folder
}

const hadAccess = async (userData: string): Promise<unknown> => {
  const kept = JSON.parse(await readFile(join(userData, 'settings.json'), 'utf8')) as {
    accessConsent: { hadAccess: unknown }
  }
  return kept.accessConsent.hadAccess
}

const NOT_AGREED = { error: { reason: 'access-not-agreed' } }

it.each([
  ['that can be read', { kind: 'found', key: 'the-own-key-0001', origin: 'https://of.the.key' }],
  ['that cannot be read now', { kind: 'unreadable' }],
] as const)('a kept key %s cannot be removed and then replaced unasked', async (_how, stored) => {
  for (const settings of ['{"theme":"dark"}', '{ damaged']) {
    const userData = await profileFolder(settings)
    const on = await earlierProfile({ userData, secrets: keychain(stored) })
    expect(await on.engine.forgetKey()).toEqual({ ok: true, value: null })
    expect(await on.engine.submitKey('key-of-another', 'keychain')).toMatchObject(NOT_AGREED)
    expect(on.asked).toEqual(['api-key'])
    expect(on.simulator.connections).toEqual([])
    expect(await hadAccess(userData)).toBe(true)

    // Nor in the next run.
    const next = await earlierProfile({ userData, secrets: keychain({ kind: 'none' }) })
    expect(await next.engine.submitKey('key-of-another', 'keychain')).toMatchObject(NOT_AGREED)
    expect(next.asked).toEqual(['api-key'])
  }
})

it('a key of the environment counts, also in a run that has none', async () => {
  const userData = await profileFolder('{}')
  const on = await earlierProfile({ userData, apiKey: 'the-own-key-0001' })
  await on.engine.updateSettings({ theme: 'dark' })
  expect(await on.engine.submitKey('key-of-another', 'this-run')).toMatchObject(NOT_AGREED)
  const next = await earlierProfile({ userData })
  expect(await next.engine.submitKey('key-of-another', 'this-run')).toMatchObject(NOT_AGREED)
})

it('the secret of another way in counts', async () => {
  const userData = await profileFolder('{}')
  const secrets = keychain({ kind: 'found', key: 'k'.repeat(16), origin: 'https://vertex' })
  const on = await earlierProfile({ userData, accessSecrets: { 'vertex-key': secrets } })
  await on.engine.forgetAccessSecret('vertex-key')
  expect(await on.engine.submitKey('key-of-another', 'this-run')).toMatchObject(NOT_AGREED)
  expect(await hadAccess(userData)).toBe(true)
})

it('an empty profile takes its first key', async () => {
  const on = await earlierProfile({ userData: await profileFolder('{}') })
  await on.engine.forgetKey()
  expect(await on.engine.submitKey('the-first-key', 'this-run')).toMatchObject({ ok: true })
  expect(on.asked).toEqual([])
})
