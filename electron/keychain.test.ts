import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Keychain } from './keychain'

/** A stand-in for safeStorage: encryption is a prefix and a reversal. */
const system = vi.hoisted(() => {
  const state = { backend: 'gnome_libsecret', available: true, plainText: false }
  const check = (): void => {
    if (!state.available && !state.plainText) throw new Error('Encryption is not available')
  }
  const reverse = (text: string): string => Array.from(text).reverse().join('')
  return {
    state,
    safeStorage: {
      getSelectedStorageBackend: () => state.backend,
      isEncryptionAvailable: () => state.available,
      setUsePlainTextEncryption: (use: boolean) => {
        state.plainText = use
      },
      encryptString: (text: string) => {
        check()
        return Buffer.from(`v11${reverse(text)}`)
      },
      decryptString: (encrypted: Buffer) => {
        check()
        const text = encrypted.toString()
        if (!text.startsWith('v11')) throw new Error('Error while decrypting')
        return reverse(text.slice(3))
      },
    },
  }
})
vi.mock('electron', () => ({ safeStorage: system.safeStorage }))

const ORIGIN = 'https://generativelanguage.googleapis.com'
let folder: string
const path = () => join(folder, 'key.json')

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sightline-keychain-'))
  Object.assign(system.state, { backend: 'gnome_libsecret', available: true, plainText: false })
})

afterEach(() => {
  rmSync(folder, { recursive: true })
})

describe.runIf(process.platform === 'linux')('the keychain', () => {
  it('keeps a key and where it may go, encrypted, for the user alone', () => {
    const keychain = new Keychain(folder)
    expect(keychain.strength).toBe('keychain')
    expect(keychain.read()).toEqual({ kind: 'none' })
    expect(keychain.write('secret-key', ORIGIN)).toBe(true)
    expect(new Keychain(folder).read()).toEqual({
      kind: 'found',
      key: 'secret-key',
      origin: ORIGIN,
    })
    expect(readFileSync(path(), 'utf8')).not.toContain('secret-key')
    expect(statSync(path()).mode & 0o777).toBe(0o600)
    expect(system.state.plainText).toBe(false)
  })

  it('forgets it', () => {
    const keychain = new Keychain(folder)
    keychain.write('secret-key', ORIGIN)
    keychain.delete()
    keychain.delete()
    expect(keychain.read()).toEqual({ kind: 'none' })
  })

  it.each(['basic_text', 'unknown'])('calls the backend %s weak, and stores when told', (name) => {
    Object.assign(system.state, { backend: name, available: false })
    const keychain = new Keychain(folder)
    expect(keychain.strength).toBe('weak')
    expect(keychain.read()).toEqual({ kind: 'none' })
    expect(system.state.plainText).toBe(false)
    expect(keychain.write('secret-key', ORIGIN)).toBe(true)
    system.state.plainText = false
    expect(new Keychain(folder).read()).toMatchObject({ kind: 'found', key: 'secret-key' })
  })

  it('keeps what another backend wrote', () => {
    new Keychain(folder).write('secret-key', ORIGIN)
    const before = readFileSync(path(), 'utf8')
    system.state.backend = 'kwallet6'
    expect(new Keychain(folder).read()).toEqual({ kind: 'unreadable' })
    expect(readFileSync(path(), 'utf8')).toBe(before)
    system.state.backend = 'gnome_libsecret'
    expect(new Keychain(folder).read()).toMatchObject({ kind: 'found' })
  })

  it.each(['', '{', 'null', '[]', '{"version":2}', '{"version":1,"backend":"gnome_libsecret"}'])(
    'keeps a file that it cannot read (%s)',
    (content) => {
      writeFileSync(path(), content)
      expect(new Keychain(folder).read()).toEqual({ kind: 'unreadable' })
      expect(readFileSync(path(), 'utf8')).toBe(content)
    },
  )

  it('keeps a key that no longer decrypts', () => {
    const keychain = new Keychain(folder)
    keychain.write('secret-key', ORIGIN)
    const file: unknown = JSON.parse(readFileSync(path(), 'utf8'))
    writeFileSync(path(), JSON.stringify({ ...(file as object), ciphertext: 'AAAA' }))
    expect(keychain.read()).toEqual({ kind: 'unreadable' })
  })

  it('says when nothing could be stored', () => {
    expect(new Keychain(join(folder, 'missing')).write('secret-key', ORIGIN)).toBe(false)
  })
})
