/**
 * Recordings of conversations, for the window's media element: read from the disk piece by piece, and
 * only those that the library knows.
 */
import { constants } from 'node:fs'
import { lstat, open, realpath, type FileHandle } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { CONTENT_SECURITY_POLICY } from './app-files'
import { rangeOf, type ByteRange } from './byte-range'
import { APP_HOST, APP_SCHEME } from './origin'

export interface Recordings {
  /** Where their files lie. */
  readonly folder: string
  /** The path of a recording's file; `null` where there is no such recording. */
  readonly find: (key: number) => Promise<string | null>
}

/** Read at once, in bytes: some four seconds of compressed sound. */
const PIECE = 64 * 1024
const ADDRESS = /^\/recordings\/([1-9]\d{0,14})$/

/** What a file is, by its first four bytes. */
const TYPES: ReadonlyMap<string, string> = new Map([
  ['OggS', 'audio/ogg'],
  ['fLaC', 'audio/flac'],
])

/** The key in the address of a recording, `null` for any other address. */
export function recordingKey(address: string): number | null {
  if (!URL.canParse(address)) return null
  const { protocol, host, username, password, pathname, search } = new URL(address)
  if (protocol !== `${APP_SCHEME}:` || host !== APP_HOST) return null
  if (username !== '' || password !== '' || search !== '') return null
  const key = ADDRESS.exec(pathname)?.[1]
  return key === undefined ? null : Number(key)
}

/** The answer to a request for a recording; what may not be read does not exist. */
export async function answerRecording(
  recordings: Recordings,
  { method, url, headers }: Pick<Request, 'method' | 'url' | 'headers'>,
): Promise<Response> {
  const key = method === 'GET' ? recordingKey(url) : null
  const file = key === null ? null : await openRecording(recordings, key)
  if (file === null) return missing()
  try {
    return await answerFile(file, headers.get('range'))
  } catch {
    await file.close()
    return missing()
  }
}

const missing = (): Response =>
  new Response(null, { status: 404, headers: { 'Cache-Control': 'no-store' } })

/** A plain file right below the folder, whatever a name or a link in its place leads to. */
async function openRecording(
  { folder, find }: Recordings,
  key: number,
): Promise<FileHandle | null> {
  try {
    const path = await find(key)
    if (path === null) return null
    const place = join(await realpath(folder), basename(path))
    // A link to another place, and a pipe that would be waited for, are not even opened.
    if ((await realpath(path)) !== place || !(await lstat(place)).isFile()) return null
    const file = await open(place, constants.O_RDONLY | NO_LINKS)
    if ((await file.stat()).isFile()) return file
    await file.close()
    return null
  } catch {
    return null
  }
}

/** For one that is put there between the look and the opening; Windows has no such flag. */
const { O_NOFOLLOW: NO_LINKS = 0 } = constants as Partial<typeof constants>

/** Takes care of the file, unless it throws. */
async function answerFile(file: FileHandle, header: string | null): Promise<Response> {
  // The file may grow: this answer is about as much of it as there is now.
  const { size } = await file.stat()
  const type = await typeOf(file)
  if (type === null) throw new Error('No sound')
  const range = rangeOf(header, size)
  const common = {
    'Content-Type': type,
    'Content-Security-Policy': CONTENT_SECURITY_POLICY,
    'Accept-Ranges': 'bytes',
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
  }
  if (range === 'unsatisfiable') {
    await file.close()
    return new Response(null, {
      status: 416,
      headers: { ...common, 'Content-Range': `bytes */${size}` },
    })
  }
  const { first, last } = range ?? { first: 0, last: size - 1 }
  return new Response(streamOf(file, { first, last }), {
    status: range === null ? 200 : 206,
    headers: {
      ...common,
      'Content-Length': `${last - first + 1}`,
      ...(range === null ? {} : { 'Content-Range': `bytes ${first}-${last}/${size}` }),
    },
  })
}

/** `null`: no sound that we know, or none yet. */
async function typeOf(file: FileHandle): Promise<string | null> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0)
  return TYPES.get(buffer.toString('latin1', 0, bytesRead)) ?? null
}

/** Reads as fast as it is taken, and closes the file at the end, or once nobody wants the rest. */
function streamOf(file: FileHandle, { first, last }: ByteRange): ReadableStream<Uint8Array> {
  let next = first
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const piece = await readPiece(file, next, Math.min(PIECE, last + 1 - next))
        next += piece.length
        if (piece.length > 0) controller.enqueue(piece)
        // This was the last of it, or it has been cut meanwhile.
        if (piece.length > 0 && next <= last) return
        await file.close()
        controller.close()
      },
      cancel: () => file.close(),
    },
    { highWaterMark: 1 },
  )
}

async function readPiece(file: FileHandle, from: number, count: number): Promise<Uint8Array> {
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(count), 0, count, from)
    return buffer.subarray(0, bytesRead)
  } catch (thrown) {
    await file.close()
    throw thrown
  }
}
