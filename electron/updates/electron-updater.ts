import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { AppUpdater } from 'electron-updater'
import { appError, fail, ok, type Result } from '@contract/errors'
import type { OfferedUpdate } from '@contract/updates'
import type { Log } from '@main/log'
import { updateError, updateErrorCode, type UpdateStage } from '@main/updates/update-errors'
import { fileNamed, readUpdateInfo, type UpdateInfo } from '@main/updates/update-info'
import type { Updater } from '@main/updates/updater'

export interface ElectronUpdaterOptions {
  readonly updater: Pick<AppUpdater, 'checkForUpdates' | 'downloadUpdate' | 'on' | 'off'>
  /** Ends all requests that are under way. */
  readonly abort: () => void
  /** Where it keeps what it has downloaded. */
  readonly cacheFolder: string
  /** Makes what cancels a download. */
  readonly createToken: () => CancelToken
  readonly install: (version: string) => void
  readonly log: Log
}

type CancelToken = NonNullable<Parameters<AppUpdater['downloadUpdate']>[0]>

/** electron-updater, as the engine wants it: it does what it is told, and throws nothing. */
export class ElectronUpdater implements Updater {
  readonly #options: ElectronUpdaterOptions
  #info: UpdateInfo | null = null
  #token: CancelToken | null = null
  /** What was downloaded, as it lies on the disk. */
  #file: string | null = null

  constructor(options: ElectronUpdaterOptions) {
    this.#options = options
  }

  async check(): Promise<Result<OfferedUpdate | null>> {
    this.#info = null
    try {
      const result = await this.#options.updater.checkForUpdates()
      if (result === null) return fail('update-feed-unusable')
      if (!result.isUpdateAvailable) {
        await this.#forget()
        return ok(null)
      }
      const info = readUpdateInfo(result.updateInfo)
      if (!info.ok) return info
      this.#info = info.value
      return ok(info.value.offered)
    } catch (error) {
      return this.#failed(error, 'check')
    }
  }

  async download(onProgress: (percent: number) => void): Promise<Result<null>> {
    const { updater, createToken } = this.#options
    const info = this.#info
    if (info === null) return fail('update-gone')
    const token = createToken()
    this.#token = token
    const follow = ({ percent }: { readonly percent: number }): void => {
      if (!token.cancelled) onProgress(percent)
    }
    updater.on('download-progress', follow)
    try {
      const [file = ''] = await updater.downloadUpdate(token)
      this.#file = file
      // Also one that an earlier run has left: it may have been changed since.
      return await this.verify()
    } catch (error) {
      return this.#failed(error, 'download')
    } finally {
      updater.off('download-progress', follow)
    }
  }

  async verify(): Promise<Result<null>> {
    const file = this.#file
    const expected = file === null ? null : this.#info && fileNamed(this.#info, basename(file))
    if (file === null || expected === null) return fail('update-gone')
    try {
      if ((await hashOf(file)) === expected.sha512) return ok(null)
    } catch {
      // It is gone, or cannot be read: it is not what it was.
    }
    this.#options.log.warn('update-damaged')
    await this.#forget()
    return { ok: false, error: appError('update-damaged') }
  }

  install(): void {
    if (this.#info !== null) this.#options.install(this.#info.offered.version)
  }

  cancel(): void {
    this.#token?.cancel()
    this.#token = null
    // What was asked for would arrive all the same.
    this.#options.abort()
  }

  #failed(error: unknown, stage: UpdateStage): Result<never> {
    const failure = updateError(error, stage)
    this.#options.log.warn('update-failed', {
      reason: failure.reason,
      why: updateErrorCode(error),
    })
    return { ok: false, error: failure }
  }

  /** Nothing stays on the disk of what is not to be installed. */
  async #forget(): Promise<void> {
    this.#file = null
    const pending = join(this.#options.cacheFolder, 'pending')
    await rm(pending, { recursive: true, force: true }).catch(() => undefined)
  }
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha512')
  await pipeline(createReadStream(file), hash)
  return hash.digest('base64')
}
