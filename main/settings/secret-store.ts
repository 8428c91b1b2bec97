/** What a look for the stored key found. */
export type StoredKey =
  | { readonly kind: 'none' }
  /** `origin` is the server for which the key was saved; it goes to no other. */
  | { readonly kind: 'found'; readonly key: string; readonly origin: string }
  /** There is one, but it cannot be decrypted now; it is left as it is. */
  | { readonly kind: 'unreadable' }

/** Keeps one API key between runs. The shell backs it with the keychain of the system. */
export interface SecretStore {
  /** `weak`: only obfuscation is available, so nothing is written without the user's yes. */
  readonly strength: 'keychain' | 'weak'
  read(): StoredKey
  /** Returns false when nothing could be stored. */
  write(key: string, origin: string): boolean
  delete(): void
}
