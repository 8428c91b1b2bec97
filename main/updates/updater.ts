import type { Result } from '@contract/errors'
import type { OfferedUpdate } from '@contract/updates'

/** What knows the feed and this system; the shell has one that is electron-updater. */
export interface Updater {
  /** What the feed offers to this computer; `null`: nothing newer. Never rejects. */
  check(): Promise<Result<OfferedUpdate | null>>
  /** Loads what the last check found, and checks it. Never rejects. */
  download(onProgress: (percent: number) => void): Promise<Result<null>>
  /** Checks once more what was downloaded: other programs could write to it since. Never rejects. */
  verify(): Promise<Result<null>>
  /** Ends the app, installs it and starts again. */
  install(): void
  /** Drops what is under way: from now on nothing is sent or received. */
  cancel(): void
}

/** Time, as `main/live/clock.ts` gives it. */
export interface UpdateClock {
  /** Runs `task` once, after `ms`; the returned function cancels it. */
  schedule(task: () => void, ms: number): () => void
}
