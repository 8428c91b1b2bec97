import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { answerRecording, recordingKey } from './recording-files'

const place = mkdtempSync(join(tmpdir(), 'sightline-recordings-'))
const folder = join(place, 'recordings')
const SOUND = Buffer.concat([Buffer.from('OggS'), Buffer.alloc(200_000, 'sound')])

/** What the library says of each key. */
const files = new Map<number, string>()
const find = vi.fn((key: number) => Promise.resolve(files.get(key) ?? null))

beforeAll(() => {
  mkdirSync(folder)
  writeFileSync(join(place, 'outside.ogg'), SOUND)
  writeFileSync(join(folder, 'talk.ogg'), SOUND)
  writeFileSync(join(folder, 'talk.flac'), 'fLaC and so on')
  writeFileSync(join(folder, 'empty.ogg'), '')
  writeFileSync(join(folder, 'words.ogg'), 'secret')
  mkdirSync(join(folder, 'folder.ogg'))
})
beforeEach(() => {
  files.clear()
  find.mockClear()
})
afterAll(() => rmSync(place, { recursive: true }))

const ask = (
  address: string,
  { range, method = 'GET' }: { range?: string; method?: string } = {},
): Promise<Response> =>
  answerRecording(
    { folder, find },
    { method, url: address, headers: new Headers(range === undefined ? {} : { Range: range }) },
  )
const askFor = (name: string, range?: string): Promise<Response> => {
  files.set(7, join(folder, name))
  return ask('app://bundle/recordings/7', range === undefined ? {} : { range })
}
const bytesOf = async (response: Response): Promise<Buffer> =>
  Buffer.from(await response.arrayBuffer())

describe('the address of a recording', () => {
  it.each([
    ['app://bundle/recordings/1', 1],
    ['app://bundle/recordings/123456789', 123_456_789],
    ['app://bundle/recordings/7#t=5', 7],
  ])('%s has a key', (address, key) => {
    expect(recordingKey(address)).toBe(key)
  })

  it.each([
    'app://bundle/recordings/',
    'app://bundle/recordings/0',
    'app://bundle/recordings/-1',
    'app://bundle/recordings/01',
    'app://bundle/recordings/1.0',
    'app://bundle/recordings/1e3',
    'app://bundle/recordings/1/',
    'app://bundle/recordings/1/2',
    'app://bundle/recordings/%31',
    'app://bundle/recordings/1%00',
    'app://bundle/recordings/../1',
    'app://bundle/recordings/1?key=2',
    'app://bundle/recordings/9999999999999999999',
    'app://bundle/Recordings/1',
    'app://bundle:1/recordings/1',
    'app://evil/recordings/1',
    'app://user@bundle/recordings/1',
    'https://bundle/recordings/1',
    'file:///recordings/1',
    '',
  ])('%s has none', async (address) => {
    expect(recordingKey(address)).toBeNull()
    expect((await ask(address)).status).toBe(404)
    expect(find).not.toHaveBeenCalled()
  })
})

describe('a recording', () => {
  it('is answered whole, in pieces, with what it is by its first bytes', async () => {
    const response = await askFor('talk.ogg')
    expect(response.status).toBe(200)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'audio/ogg',
      'content-length': '200004',
      'accept-ranges': 'bytes',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect((await bytesOf(response)).equals(SOUND)).toBe(true)
    expect((await askFor('talk.flac')).headers.get('content-type')).toBe('audio/flac')
  })

  it.each([
    ['bytes=0-', 0, 200_003],
    ['bytes=70000-150000', 70_000, 150_000],
    ['bytes=-10', 199_994, 200_003],
  ])('is answered in part for %s', async (range, first, last) => {
    const response = await askFor('talk.ogg', range)
    expect(response.status).toBe(206)
    expect(response.headers.get('content-range')).toBe(`bytes ${first}-${last}/200004`)
    expect(response.headers.get('content-length')).toBe(`${last - first + 1}`)
    expect((await bytesOf(response)).equals(SOUND.subarray(first, last + 1))).toBe(true)
  })

  it('has no part beyond its end', async () => {
    const response = await askFor('talk.ogg', 'bytes=200004-')
    expect(response.status).toBe(416)
    expect(response.headers.get('content-range')).toBe('bytes */200004')
  })

  it('that grows is answered as long as it is at each request', async () => {
    writeFileSync(join(folder, 'growing.ogg'), 'OggS')
    expect((await askFor('growing.ogg', 'bytes=0-')).headers.get('content-range')).toBe(
      'bytes 0-3/4',
    )
    appendFileSync(join(folder, 'growing.ogg'), 'more')
    const response = await askFor('growing.ogg', 'bytes=4-')
    expect(response.headers.get('content-range')).toBe('bytes 4-7/8')
    expect(await response.text()).toBe('more')
  })

  it('that is cut while it is read ends, rather than being waited for', async () => {
    writeFileSync(join(folder, 'cut.ogg'), SOUND)
    const response = await askFor('cut.ogg')
    truncateSync(join(folder, 'cut.ogg'), 10)
    expect((await bytesOf(response)).length).toBeLessThan(SOUND.length)
  })

  it('is read no further than it is taken, and let go of when nobody wants the rest', async () => {
    const body: ReadableStream<Uint8Array> | null = (await askFor('talk.ogg')).body
    const reader = body?.getReader()
    const first = await reader?.read()
    expect(first?.value?.length).toBe(64 * 1024)
    await expect(reader?.cancel()).resolves.toBeUndefined()
  })
})

describe('what is no recording', () => {
  it.each(['empty.ogg', 'words.ogg', 'folder.ogg', 'missing.ogg'])('%s', async (name) => {
    expect((await askFor(name)).status).toBe(404)
  })

  it('a key that the library does not know', async () => {
    const response = await ask('app://bundle/recordings/8')
    expect(response.status).toBe(404)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(find).toHaveBeenCalledExactlyOnceWith(8)
  })

  it('a key that cannot be looked up', async () => {
    find.mockRejectedValueOnce(new Error('closed'))
    expect((await ask('app://bundle/recordings/7')).status).toBe(404)
  })

  it.each(['HEAD', 'POST', 'DELETE'])('anything for %s', async (method) => {
    files.set(7, join(folder, 'talk.ogg'))
    expect((await ask('app://bundle/recordings/7', { method })).status).toBe(404)
    expect(find).not.toHaveBeenCalled()
  })

  it('a file outside of the folder', async () => {
    files.set(7, join(place, 'outside.ogg'))
    expect((await ask('app://bundle/recordings/7')).status).toBe(404)
    files.set(7, join(folder, '../outside.ogg'))
    expect((await ask('app://bundle/recordings/7')).status).toBe(404)
  })

  it('a link, wherever it leads', async () => {
    symlinkSync(join(place, 'outside.ogg'), join(folder, 'link.ogg'))
    symlinkSync(join(folder, 'talk.ogg'), join(folder, 'second-name.ogg'))
    expect((await askFor('link.ogg')).status).toBe(404)
    expect((await askFor('second-name.ogg')).status).toBe(404)
  })
})
