import { fail, ok, type Result } from '@contract/errors'
import type { Settings } from '@contract/settings'
import type { AppState } from '@contract/state'
import type { EngineHost } from './engine-host'
import { checkKey } from './key-check'
import { connectThrough, type Connect } from './live/live-client'
import type { SessionTarget } from './live/live-session'
import type { KeyRing } from './settings/key-ring'
import type { SettingsStore } from './settings/settings-store'
import type { StateCell } from './state-cell'

/** The local server of the demo takes any key. */
const DEMO_KEY = 'demo'

/** What the user has chosen: settings, key, demo; and so, where a conversation goes. */
export class Preferences {
  readonly #host: EngineHost
  readonly #state: StateCell<AppState>
  readonly #store: SettingsStore
  readonly #keys: KeyRing
  readonly #connect: Connect
  #demoUrl: string | null = null

  constructor(host: EngineHost, state: StateCell<AppState>, store: SettingsStore, keys: KeyRing) {
    this.#connect = connectThrough(host.network)
    this.#host = host
    this.#state = state
    this.#store = store
    this.#keys = keys
  }

  /** Where the next connection goes, or why there can be none. */
  get target(): Result<SessionTarget> {
    const { model, talkMode, serverVoiceDetection, detail } = this.#state.current.settings
    const wishes = { model, talkMode, voiceDetection: serverVoiceDetection, detail }
    if (this.#demoUrl !== null) {
      const credentials = { kind: 'api-key', apiKey: DEMO_KEY, baseUrl: this.#demoUrl } as const
      return ok({ credentials, wishes })
    }
    const { baseUrl } = this.#host.environment
    if (baseUrl === null) return fail('address-invalid')
    const apiKey = this.#keys.key
    if (apiKey === null) return fail('key-missing')
    return ok({ credentials: { kind: 'api-key', apiKey, baseUrl }, wishes })
  }

  /** Takes effect at once; fails when it could not be written for the next run. */
  async change(patch: Partial<Settings>): Promise<Result<null>> {
    const settings = { ...this.#state.current.settings, ...patch }
    this.#state.update({ settings })
    try {
      await this.#store.save(settings)
      return ok(null)
    } catch {
      return fail('settings-not-saved')
    }
  }

  /** Checks a key by opening a Live session with it, then keeps it. */
  async submitKey(key: string, keep: 'keychain' | 'this-run'): Promise<Result<null>> {
    const { baseUrl } = this.#host.environment
    if (baseUrl === null) return fail('address-invalid')
    const verdict = await checkKey(this.#connect, {
      key,
      baseUrl,
      model: this.#state.current.settings.model,
    })
    if (!verdict.ok) return verdict
    const kept = this.#keys.keep(key, keep)
    // A key that works is used in any case, and the user told that it will be asked for again.
    if (!kept) this.#keys.keep(key, 'this-run')
    this.#state.update({ key: this.#keys.status })
    return kept ? ok(null) : fail('key-not-stored')
  }

  forgetKey(): void {
    this.#keys.forget()
    this.#state.update({ key: this.#keys.status })
  }

  /** Talks to the bundled server at this address from now on; `null` leaves the demo. */
  setDemo(baseUrl: string | null): void {
    this.#demoUrl = baseUrl
    this.#state.update({ demo: baseUrl !== null })
  }
}
