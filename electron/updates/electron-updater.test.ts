import { createHash } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fail, ok } from '@contract/errors'
import { silentLog } from '@main/log'
import { ElectronUpdater, type ElectronUpdaterOptions } from './electron-updater'

const BYTES = Buffer.from('a package')
const NAME = 'sightline_0.2.0_amd64.deb'
const INFO = {
  version: '0.2.0',
  path: NAME,
  sha512: '',
  releaseDate: '',
  releaseNotes: 'New.',
  files: [
    {
      url: NAME,
      sha512: createHash('sha512').update(BYTES).digest('base64'),
      size: BYTES.byteLength,
    },
  ],
}

/** electron-updater, of which a test says what it does. */
class FakeLibrary extends EventEmitter {
  checkForUpdates = vi.fn()
  downloadUpdate = vi.fn()
}

let folder: string
let library: FakeLibrary
const abort = vi.fn()
let updater: ElectronUpdater
const token = { cancelled: false, cancel: vi.fn() }

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sightline-updates-'))
  await mkdir(join(folder, 'pending'))
  library = new FakeLibrary()
  vi.clearAllMocks()
  const options = {
    updater: library,
    abort,
    cacheFolder: folder,
    createToken: () => token,
    install: () => undefined,
    log: silentLog,
  }
  updater = new ElectronUpdater(options as unknown as ElectronUpdaterOptions)
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const offer = (updateInfo: unknown = INFO): void =>
  void library.checkForUpdates.mockResolvedValue({ isUpdateAvailable: true, updateInfo })

/** The library has put these bytes there. */
async function put(bytes: Buffer): Promise<void> {
  const file = join(folder, 'pending', NAME)
  await writeFile(file, bytes)
  library.downloadUpdate.mockImplementation(() => {
    library.emit('download-progress', { percent: 50 })
    return Promise.resolve([file])
  })
}

describe('looking', () => {
  it('tells what is offered', async () => {
    offer()
    expect(await updater.check()).toEqual(ok({ version: '0.2.0', notes: 'New.' }))
  })

  it('clears away what an earlier download has left, once nothing is newer', async () => {
    await writeFile(join(folder, 'pending', NAME), BYTES)
    library.checkForUpdates.mockResolvedValue({ isUpdateAvailable: false })
    expect(await updater.check()).toEqual(ok(null))
    expect(await readdir(folder)).toEqual([])
  })

  it('takes no offer that cannot be trusted to be one', async () => {
    offer({ ...INFO, files: [{ ...INFO.files[0], url: 'https://evil.example/a.deb' }] })
    expect(await updater.check()).toEqual(fail('update-feed-unusable'))
    expect(await updater.download(() => undefined)).toEqual(fail('update-gone'))
  })

  it('throws nothing', async () => {
    library.checkForUpdates.mockRejectedValue(new Error('net::ERR_INTERNET_DISCONNECTED'))
    const error = { reason: 'update-feed-unreachable', detail: 'ERR_INTERNET_DISCONNECTED' }
    expect(await updater.check()).toEqual({ ok: false, error })
    library.checkForUpdates.mockResolvedValue(null)
    expect(await updater.check()).toEqual(fail('update-feed-unusable'))
  })
})

describe('a download', () => {
  beforeEach(async () => {
    offer()
    await updater.check()
  })

  it('tells how far it is, and is checked here too', async () => {
    await put(BYTES)
    const percents: number[] = []
    expect(await updater.download((percent) => percents.push(percent))).toEqual(ok(null))
    expect(percents).toEqual([50])
    expect(library.listenerCount('download-progress')).toBe(0)
    expect(await updater.verify()).toEqual(ok(null))
  })

  it('that is not what was announced is refused and deleted', async () => {
    await put(Buffer.from('another one'))
    expect(await updater.download(() => undefined)).toEqual(fail('update-damaged'))
    expect(await readdir(folder)).toEqual([])
  })

  it('that was changed, or went away, before it was installed is refused', async () => {
    await put(BYTES)
    await updater.download(() => undefined)
    await writeFile(join(folder, 'pending', NAME), 'changed')
    expect(await updater.verify()).toEqual(fail('update-damaged'))
    expect(await updater.verify()).toEqual(fail('update-gone'))
  })

  it('that fails tells why, without a sentence of somebody', async () => {
    const error = Object.assign(new Error('sha512 of /home/somebody'), {
      code: 'ERR_CHECKSUM_MISMATCH',
    })
    library.downloadUpdate.mockRejectedValue(error)
    expect(await updater.download(() => undefined)).toEqual(fail('update-damaged'))
  })

  it('that is cancelled leaves no request behind', () => {
    library.downloadUpdate.mockReturnValue(new Promise(() => undefined))
    void updater.download(() => undefined)
    updater.cancel()
    expect(token.cancel).toHaveBeenCalledOnce()
    expect(abort).toHaveBeenCalledOnce()
  })
})
