import sharp from 'sharp'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { directCodec, ThreadCodec } from './frame-codec'

/** The thread's own script is built with the app; this one speaks its language. */
const SCRIPT = `
const { parentPort } = require('node:worker_threads')
parentPort.on('message', ({ id, picture }) => {
  if (picture === null) return parentPort.postMessage({ id, frame: null, failure: null })
  const [first] = picture.bytes
  if (first === 1) return parentPort.postMessage({ id, frame: null, failure: 'no picture' })
  if (first === 2) process.exit(1)
  if (first === 3) return
  if (first === 4) {
    return setTimeout(() => {
      require('node:fs').writeFileSync(__filename + '.loaded', '')
      parentPort.postMessage({ id, frame: null, failure: null })
    }, 100)
  }
  const frame = { jpeg: picture.bytes, width: first, height: picture.detail.length, thumbnail: picture.bytes }
  parentPort.postMessage({ id, frame, failure: null })
})`

const folders: string[] = []
afterEach(async () => {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true })))
})

async function threadCodec(): Promise<ThreadCodec> {
  const folder = await mkdtemp(join(tmpdir(), 'sightline-codec-'))
  folders.push(folder)
  const script = join(folder, 'thread.cjs')
  await writeFile(script, SCRIPT)
  return new ThreadCodec(script)
}

describe('ThreadCodec', () => {
  it('gives each caller the answer to its own question', async () => {
    const codec = await threadCodec()
    await codec.warmUp()
    const frames = await Promise.all([
      codec.encode(Uint8Array.of(10), 'economy'),
      codec.encode(Uint8Array.of(11), 'standard'),
    ])
    expect(frames.map(({ width, height }) => [width, height])).toEqual([
      [10, 7],
      [11, 8],
    ])
    codec.rest()
  })

  it('rejects what is no picture, and goes on', async () => {
    const codec = await threadCodec()
    await expect(codec.encode(Uint8Array.of(1), 'economy')).rejects.toThrow('no picture')
    await expect(codec.encode(Uint8Array.of(9), 'economy')).resolves.toMatchObject({ width: 9 })
    codec.rest()
  })

  it('starts another thread after one has died', async () => {
    const codec = await threadCodec()
    await expect(codec.encode(Uint8Array.of(2), 'economy')).rejects.toThrow('ended')
    await expect(codec.encode(Uint8Array.of(9), 'economy')).resolves.toMatchObject({ width: 9 })
    codec.rest()
  })

  it('starts another thread when one hangs', async () => {
    const codec = await threadCodec()
    await codec.warmUp()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const encoding = codec.encode(Uint8Array.of(3), 'economy')
    vi.advanceTimersByTime(10_000)
    vi.useRealTimers()
    await expect(encoding).rejects.toThrow('hangs')
    await expect(codec.encode(Uint8Array.of(9), 'economy')).resolves.toMatchObject({ width: 9 })
    codec.rest()
  })

  it('lets a thread finish loading before it ends it', async () => {
    const codec = await threadCodec()
    const encoding = codec.encode(Uint8Array.of(4), 'economy')
    codec.rest()
    await expect(encoding).rejects.toThrow('rests')
    const [folder = ''] = folders
    await vi.waitFor(async () => expect(await readdir(folder)).toContain('thread.cjs.loaded'))
  })

  it('rejects what is being encoded when it is to rest, and wakes up again', async () => {
    const codec = await threadCodec()
    const encoding = codec.encode(Uint8Array.of(3), 'economy')
    codec.rest()
    await expect(encoding).rejects.toThrow('rests')
    await expect(codec.encode(Uint8Array.of(9), 'economy')).resolves.toMatchObject({ width: 9 })
    codec.rest()
  })
})

it('encodes on the caller’s thread as well', async () => {
  const picture = await sharp({
    create: { width: 40, height: 20, channels: 3, background: 'red' },
  })
    .png()
    .toBuffer()
  expect(await directCodec.encode(picture, 'economy')).toMatchObject({ width: 40, height: 20 })
})
