import type { AccessEntry, AccessSecret } from '@contract/access'
import { ok, type Result } from '@contract/errors'
import type { Settings, SettingsPatch } from '@contract/settings'
import type { Conversation } from './conversation'
import { isSameSetup } from './live/session-config'
import type { Preferences } from './preferences'
import type { Sharing } from './sharing'

export interface ChoicesOptions {
  readonly preferences: Preferences
  readonly conversation: Conversation
  readonly sharing: Sharing
  /** Ends the conversation and everything that is captured for it. */
  readonly end: () => Promise<unknown>
}

/** What the user chooses while the app runs, and what follows for a conversation that is on. */
export class Choices {
  readonly #options: ChoicesOptions

  constructor(options: ChoicesOptions) {
    this.#options = options
  }

  async updateSettings(patch: SettingsPatch): Promise<Result<null>> {
    const { preferences, conversation, sharing } = this.#options
    const before = preferences.target
    // A patch that was parsed holds no undefined value.
    const saved = preferences.change(patch as Partial<Settings>)
    sharing.setDetail(this.#settings.detail)
    conversation.followSettings()
    const { target } = preferences
    if (target.ok && !(before.ok && isSameSetup(before.value.wishes, target.value.wishes))) {
      void conversation.retarget(target.value)
    }
    return await saved
  }

  /** Checks a key, keeps it, and goes on with it. */
  submitKey(key: string, keep: 'keychain' | 'this-run'): Promise<Result<null>> {
    return this.#goOnWith(this.#options.preferences.submitKey(key, keep))
  }

  async forgetKey(): Promise<Result<null>> {
    if (!this.#isDemo) await this.#options.end()
    return this.#options.preferences.forgetKey()
  }

  /** Checks a way in, keeps it, and goes on with it. */
  submitAccess(entry: AccessEntry): Promise<Result<null>> {
    return this.#goOnWith(this.#options.preferences.submitAccess(entry))
  }

  async forgetAccessSecret(secret: AccessSecret): Promise<Result<null>> {
    if (!this.#isDemo && this.#settings.access.way === secret) await this.#options.end()
    return this.#options.preferences.forgetAccessSecret(secret)
  }

  /** Talks to the bundled server at this address from now on. */
  async enterDemo(baseUrl: string): Promise<Result<null>> {
    await this.#options.end()
    this.#options.preferences.setDemo(baseUrl)
    return ok(null)
  }

  async leaveDemo(): Promise<Result<null>> {
    const { preferences, end } = this.#options
    await end()
    preferences.setDemo(null)
    preferences.state.update({ session: { kind: 'idle' } })
    return ok(null)
  }

  /** A conversation that is on does not go on at the cost of the way in from before. */
  async #goOnWith(taken: Promise<Result<null>>): Promise<Result<null>> {
    const verdict = await taken
    const { target } = this.#options.preferences
    // A key that could not be stored is used all the same.
    const isTaken = verdict.ok || verdict.error.reason === 'key-not-stored'
    if (isTaken && target.ok && !this.#isDemo) {
      void this.#options.conversation.retarget(target.value)
    }
    return verdict
  }

  get #settings(): Settings {
    return this.#options.preferences.state.current.settings
  }

  get #isDemo(): boolean {
    return this.#options.preferences.state.current.demo
  }
}
