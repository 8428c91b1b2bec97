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
    expect(new KeyRing(store, 'from-environment').keyFor('https://a')).toBe('from-environment')
    const ring = new KeyRing(store, null)
    expect(ring.statusFor('https://a')).toEqual({
      kind: 'present',
      source: 'keychain',
      lastFour: '1234',
    })
    ring.keep('another-key-9876', 'this-run', 'https://a')
    expect(ring.keyFor('https://a')).toBe('another-key-9876')
  })

  it('sends a key only to the server that it was kept for', () => {
    const ring = new KeyRing(memoryStore(found('https://a')), null)
    expect(ring.keyFor('https://b')).toBeNull()
    expect(ring.statusFor('https://b')).toEqual({ kind: 'none' })
    ring.keep('another-key-9876', 'this-run', 'https://b')
    expect(ring.keyFor('https://a')).toBe('stored-key-1234')
    expect(ring.keyFor('https://c')).toBeNull()
    ring.keep('third-key-5555', 'keychain', 'https://c')
    expect(ring.keyFor('https://b')).toBeNull()
  })

  it('says when a stored key cannot be read', () => {
    const ring = new KeyRing(memoryStore({ kind: 'unreadable' }), null)
    expect(ring.statusFor('https://a')).toEqual({ kind: 'unreadable' })
  })

  it('shows no part of a key that is too short to be one', () => {
    expect(
      new KeyRing(memoryStore({ kind: 'none' }), 'short').statusFor('https://a'),
    ).toMatchObject({ lastFour: '••••' })
  })

  it('forgets', () => {
    const ring = new KeyRing(memoryStore(found('https://a')), null)
    ring.forget()
    expect(ring.keyFor('https://a')).toBeNull()
  })
})
