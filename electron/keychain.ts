/* eslint-disable @typescript-eslint/no-deprecated -- Electron 33 has the synchronous API only */
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { safeStorage } from 'electron'
import { sync as writeFileAtomicSync } from 'write-file-atomic'
import { z } from 'zod'
import type { SecretStore, StoredKey } from '@main/settings/secret-store'

const keyFileSchema = z.object({
  version: z.literal(1),
  /** What encrypted it; another one cannot read it. */
  backend: z.string(),
  origin: z.string(),
  /** Base64. */
  ciphertext: z.string(),
})
type KeyFile = z.infer<typeof keyFileSchema>

/** Linux backends whose password is a constant of the program: no protection. */
const WEAK_BACKENDS = new Set(['basic_text', 'unknown'])

/** How a store differs from the one of the key. */
export interface KeychainOptions {
  /** Of the secret that it keeps, which is one. */
  readonly fileName?: string
  /** Is told of every secret that passes, so that no log shows it. */
  readonly onSecret?: (secret: string) => void
}

/**
 * One secret, encrypted by the keychain of the system, in a file such as `key.json`. What cannot be
 * read is left as it is: the keychain may be back at the next start. To be made once the app is ready.
 */
export class Keychain implements SecretStore {
  readonly strength: SecretStore['strength']
  readonly #path: string
  readonly #backend = nameBackend()
  readonly #onSecret: (secret: string) => void

  constructor(userDataFolder: string, options: KeychainOptions = {}) {
    this.#path = join(userDataFolder, options.fileName ?? 'key.json')
    this.#onSecret = options.onSecret ?? (() => undefined)
    const isWeak = WEAK_BACKENDS.has(this.#backend) || !safeStorage.isEncryptionAvailable()
    this.strength = isWeak ? 'weak' : 'keychain'
  }

  read(): StoredKey {
    const content = readIfThere(this.#path)
    if (content === null) return { kind: 'none' }
    try {
      const file = keyFileSchema.parse(JSON.parse(content))
      if (file.backend !== this.#backend) return { kind: 'unreadable' }
      this.#allowWeak()
      const key = safeStorage.decryptString(Buffer.from(file.ciphertext, 'base64'))
      this.#onSecret(key)
      return { kind: 'found', key, origin: file.origin }
    } catch {
      return { kind: 'unreadable' }
    }
  }

  /** When only weak storage is there, the user has said yes to it before this is called. */
  write(key: string, origin: string): boolean {
    this.#onSecret(key)
    try {
      this.#allowWeak()
      const ciphertext = safeStorage.encryptString(key).toString('base64')
      const file: KeyFile = { version: 1, backend: this.#backend, origin, ciphertext }
      writeFileAtomicSync(this.#path, `${JSON.stringify(file)}\n`, { mode: 0o600 })
      return true
    } catch {
      return false
    }
  }

  delete(): void {
    rmSync(this.#path, { force: true })
  }

  /** Without a keychain, Electron on Linux throws until it is told that obfuscation will do. */
  #allowWeak(): void {
    if (this.strength === 'weak') safeStorage.setUsePlainTextEncryption(true)
  }
}

function nameBackend(): string {
  return process.platform === 'linux' ? safeStorage.getSelectedStorageBackend() : process.platform
}

/** `null` when there is no such file; what cannot be read otherwise is content that is not JSON. */
function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    return isMissing ? null : ''
  }
}
