import type { AccessSecret } from '@contract/access'
import type { RunFacts } from '@contract/state'
import type { AccessQuestion } from './access-question'
import type { Clock } from './live/clock'
import type { Network } from './live/network/network'
import type { Log } from './log'
import type { SecretStore } from './settings/secret-store'
import type { LibraryDialogs } from './library-dialogs'
import type { LibraryProcess, LibraryProcessListeners } from './transcript/library/library-client'
import type { FrameCodec } from './vision/frame-codec'

/** What the shell gives the engine: facts, folders and doors to the system. */
export interface EngineHost {
  readonly run: RunFacts
  /** Absolute path of the profile folder; the engine keeps its files below it. */
  readonly userDataFolder: string
  readonly secrets: SecretStore
  /** Where the secrets of the other ways in are kept, each by itself. */
  readonly accessSecrets: Readonly<Record<AccessSecret, SecretStore>>
  /** Asks the person, in a box that no page can draw or answer; `true` only when they agree. */
  readonly askAboutAccess: (question: AccessQuestion) => Promise<boolean>
  readonly environment: EngineEnvironment
  readonly log: Log
  /** How connections leave this computer. */
  readonly network: Network
  /** Starts a process that keeps the library of this folder. */
  readonly startLibrary: (folder: string, listeners: LibraryProcessListeners) => LibraryProcess
  /** Where conversations are exported to and imported from. */
  readonly libraryDialogs: LibraryDialogs
  /** Where pictures are encoded: on a thread of its own. */
  readonly codec: FrameCodec
  /** Instead of real time, for tests. */
  readonly clock?: Clock
  /** Instead of real chance, for tests: from 0 up to 1. */
  readonly random?: () => number
}

/** The app's own variables, read and checked once by `readEnvironment`. */
export interface EngineEnvironment {
  /** `GEMINI_API_KEY`. */
  readonly apiKey: string | null
  /** `SIGHTLINE_BASE_URL` without a trailing slash, or the default; `null` when it is not usable. */
  readonly baseUrl: string | null
  /** Path of Google credentials, where the user names none. */
  readonly credentialsFile: string
}
