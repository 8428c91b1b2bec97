import type { KeyStatus } from '@contract/settings'
import type { SecretStore } from './secret-store'

/** Finds a secret for a server, and keeps what the user enters. The secret stays in here. */
export class KeyRing {
  readonly #secrets: SecretStore
  readonly #environmentKey: string | null
  #thisRun: { readonly key: string; readonly origin: string } | null = null

  constructor(secrets: SecretStore, environmentKey: string | null) {
    this.#secrets = secrets
    this.#environmentKey = environmentKey
  }

  /** The key to use now for a server, or `null`; one goes to no other than it was kept for. */
  keyFor(origin: string): string | null {
    return this.#find(origin).key
  }

  /** What a window may know of it. */
  statusFor(origin: string): KeyStatus {
    return this.#find(origin).status
  }

  /** Nothing is kept, for no server, and nothing comes from outside. */
  get isEmpty(): boolean {
    const isHere = this.#environmentKey !== null || this.#thisRun !== null
    return !isHere && this.#secrets.read().kind === 'none'
  }

  /** Keeps a key that was checked. Returns false when the keychain would not take it. */
  keep(key: string, where: 'keychain' | 'this-run', origin: string): boolean {
    if (where === 'keychain') {
      this.#thisRun = null
      return this.#secrets.write(key, origin)
    }
    this.#thisRun = { key, origin }
    return true
  }

  forget(): void {
    this.#thisRun = null
    this.#secrets.delete()
  }

  #find(origin: string): { readonly key: string | null; readonly status: KeyStatus } {
    if (this.#environmentKey !== null) return present(this.#environmentKey, 'environment')
    if (this.#thisRun?.origin === origin) return present(this.#thisRun.key, 'this-run')
    const stored = this.#secrets.read()
    if (stored.kind === 'found' && stored.origin === origin) return present(stored.key, 'keychain')
    return { key: null, status: { kind: stored.kind === 'unreadable' ? 'unreadable' : 'none' } }
  }
}

type Source = Extract<KeyStatus, { kind: 'present' }>['source']

const present = (key: string, source: Source): { key: string; status: KeyStatus } => ({
  key,
  status: { kind: 'present', source, lastFour: endingOf(key) },
})

/** By what its owner knows a secret again; four characters of a short one would be too much of it. */
export const endingOf = (secret: string): string =>
  secret.length >= 12 ? secret.slice(-4) : '••••'
