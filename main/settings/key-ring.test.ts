import { describe, expect, it } from 'vitest'
import { KeyRing } from './key-ring'
import type { SecretStore, StoredKey } from './secret-store'

const memoryStore = (stored: StoredKey): SecretStore => {
  let content = stored
  return {
    strength: 'keychain',
    read: () => content,
    write: (key, origin) => {
      content = { kind: 'found', key, origin }
      return true
    },
    delete: () => {
      content = { kind: 'none' }
    },
  }
}
const found = (origin: string): StoredKey => ({ kind: 'found', key: 'stored-key-1234', origin })

describe('KeyRing', () => {
  it('prefers the environment, then this run, then the keychain', () => {
    const store = memoryStore(found('https://a'))
    expect(new KeyRing(store, 'from-environment', 'https://a').key).toBe('from-environment')
    const ring = new KeyRing(store, null, 'https://a')
    expect(ring.status).toEqual({ kind: 'present', source: 'keychain', lastFour: '1234' })
    ring.keep('another-key-9876', 'this-run')
    expect(ring.key).toBe('another-key-9876')
  })

  it('sends a stored key only to the server that it was saved for', () => {
    const ring = new KeyRing(memoryStore(found('https://a')), null, 'https://b')
    expect(ring.key).toBeNull()
    expect(ring.status).toEqual({ kind: 'none' })
  })

  it('says when a stored key cannot be read', () => {
    const ring = new KeyRing(memoryStore({ kind: 'unreadable' }), null, 'https://a')
    expect(ring.status).toEqual({ kind: 'unreadable' })
  })

  it('shows no part of a key that is too short to be one', () => {
    expect(new KeyRing(memoryStore({ kind: 'none' }), 'short', 'https://a').status).toMatchObject({
      lastFour: '••••',
    })
  })

  it('forgets', () => {
    const ring = new KeyRing(memoryStore(found('https://a')), null, 'https://a')
    ring.forget()
    expect(ring.key).toBeNull()
  })
})
