import type { AccessEntry, AccessSecret } from '@contract/access'
import { fail, ok, type Result } from '@contract/errors'
import type { Settings } from '@contract/settings'
import type { AppState } from '@contract/state'
import { Access } from './access'
import type { EngineHost } from './engine-host'
import { initialState } from './initial-state'
import type { Connect } from './live/live-client'
import type { SessionTarget } from './live/live-session'
import type { SettingsStore } from './settings/settings-store'
import { StateCell } from './state-cell'

/** The local server of the demo takes any key. */
const DEMO_KEY = 'demo'

/** What the user has chosen: settings, way in, demo; and so, where a conversation goes. */
export class Preferences {
  /** The state of the app, which begins with what was chosen in earlier runs. */
  readonly state: StateCell<AppState>
  readonly #store: SettingsStore
  readonly #access: Access
  #demoUrl: string | null = null

  constructor(host: EngineHost, connect: Connect, store: SettingsStore, settings: Settings) {
    this.#store = store
    let current = (): Settings => settings
    this.#access = new Access({
      host,
      connect,
      settings: () => current(),
      save: (patch) => this.change(patch),
    })
    const known = { ...settings, accessConsent: this.#access.consent }
    this.state = new StateCell(initialState(host.run, known, this.#accessState))
    current = () => this.state.current.settings
  }

  /** Where the next connection goes, or why there can be none. */
  get target(): Result<SessionTarget> {
    const { model, talkMode, serverVoiceDetection, detail } = this.state.current.settings
    const wishes = { model, talkMode, voiceDetection: serverVoiceDetection, detail }
    if (this.#demoUrl !== null) {
      const credentials = { kind: 'api-key', apiKey: DEMO_KEY, baseUrl: this.#demoUrl } as const
      return ok({ credentials, wishes })
    }
    const { credentials } = this.#access
    return credentials.ok ? ok({ credentials: credentials.value, wishes }) : credentials
  }

  /** Takes effect at once; fails when it could not be written for the next run. */
  async change(patch: Partial<Settings>): Promise<Result<null>> {
    const settings = { ...this.state.current.settings, ...patch }
    this.state.update({ settings })
    try {
      await this.#store.save(settings)
      return ok(null)
    } catch {
      return fail('settings-not-saved')
    }
  }

  /** Checks a key by opening a Live session with it, then keeps it, and uses it from now on. */
  async submitKey(key: string, keep: 'keychain' | 'this-run'): Promise<Result<null>> {
    const verdict = await this.#access.submitKey(key, keep)
    this.state.update(this.#accessState)
    return verdict
  }

  forgetKey(): Promise<Result<null>> {
    this.#access.keys.forget()
    return this.#noteForgotten()
  }

  /** Checks a way in by opening a Live session with it, then keeps it, and uses it from now on. */
  async submitAccess(entry: AccessEntry): Promise<Result<null>> {
    const verdict = await this.#access.submit(entry)
    this.state.update(this.#accessState)
    return verdict
  }

  forgetAccessSecret(secret: AccessSecret): Promise<Result<null>> {
    this.#access.forgetSecret(secret)
    return this.#noteForgotten()
  }

  /** Talks to the bundled server at this address from now on; `null` leaves the demo. */
  setDemo(baseUrl: string | null): void {
    this.#demoUrl = baseUrl
    this.state.update({ demo: baseUrl !== null })
  }

  /** A profile from before may say nowhere that there was a way in, and nothing else shows it now. */
  #noteForgotten(): Promise<Result<null>> {
    this.state.update(this.#accessState)
    return this.change({})
  }

  get #accessState(): Pick<AppState, 'key' | 'access'> {
    const { keys, developerOrigin, status } = this.#access
    return { key: keys.statusFor(developerOrigin), access: status }
  }
}
