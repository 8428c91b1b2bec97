import type { KeyStatus } from '@contract/settings'
import type { SecretStore } from './secret-store'

/** Finds the API key for a server, and keeps what the user enters. The key stays in here. */
export class KeyRing {
  readonly #secrets: SecretStore
  readonly #environmentKey: string | null
  /** Origin of the server in use; a stored key goes to no other than the one it was saved for. */
  readonly #origin: string
  #thisRun: string | null = null

  constructor(secrets: SecretStore, environmentKey: string | null, origin: string) {
    this.#secrets = secrets
    this.#environmentKey = environmentKey
    this.#origin = origin
  }

  /** The key to use now, or `null`. */
  get key(): string | null {
    return this.#find().key
  }

  /** What a window may know of it. */
  get status(): KeyStatus {
    return this.#find().status
  }

  /** Keeps a key that was checked. Returns false when the keychain would not take it. */
  keep(key: string, where: 'keychain' | 'this-run'): boolean {
    if (where === 'keychain') {
      this.#thisRun = null
      return this.#secrets.write(key, this.#origin)
    }
    this.#thisRun = key
    return true
  }

  forget(): void {
    this.#thisRun = null
    this.#secrets.delete()
  }

  #find(): { readonly key: string | null; readonly status: KeyStatus } {
    if (this.#environmentKey !== null) return present(this.#environmentKey, 'environment')
    if (this.#thisRun !== null) return present(this.#thisRun, 'this-run')
    const stored = this.#secrets.read()
    if (stored.kind === 'found' && stored.origin === this.#origin) {
      return present(stored.key, 'keychain')
    }
    return { key: null, status: { kind: stored.kind === 'unreadable' ? 'unreadable' : 'none' } }
  }
}

type Source = Extract<KeyStatus, { kind: 'present' }>['source']

const present = (key: string, source: Source): { key: string; status: KeyStatus } => ({
  key,
  // Four characters of a short key would be too much of it.
  status: { kind: 'present', source, lastFour: key.length >= 12 ? key.slice(-4) : '••••' },
})
