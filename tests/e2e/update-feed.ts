/** A server of updates on this computer: a feed, its files, and what goes wrong with them. */
import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface OfferedFile {
  readonly name: string
  readonly bytes: Buffer
}

export interface FeedRelease {
  readonly version: string
  readonly file: OfferedFile
  readonly notes?: string
  /** Percent of those who look; all by default. */
  readonly staging?: number
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void

export interface UpdateFeed {
  readonly url: string
  /** What was asked for so far: paths without their queries, and headers. */
  readonly requests: readonly {
    readonly path: string
    readonly headers: IncomingMessage['headers']
  }[]
  /** Offers this from now on. */
  offer(release: FeedRelease): void
  /** Answers to this path so, instead of with what is offered. */
  answer(path: string, answer: Answer): void
  close(): Promise<void>
}

/** The file that this kind of computer asks for. */
export const CHANNEL_FILE = '/latest-linux.yml'

/** As electron-builder writes it. */
export function feedText({ version, file, notes, staging }: FeedRelease): string {
  const sha512 = createHash('sha512').update(file.bytes).digest('base64')
  return [
    `version: ${version}`,
    'files:',
    `  - url: ${file.name}`,
    `    sha512: ${sha512}`,
    `    size: ${file.bytes.byteLength}`,
    `path: ${file.name}`,
    `sha512: ${sha512}`,
    `releaseDate: '2026-01-01T00:00:00.000Z'`,
    ...(notes === undefined ? [] : [`releaseNotes: ${JSON.stringify(notes)}`]),
    ...(staging === undefined ? [] : [`stagingPercentage: ${staging}`]),
    '',
  ].join('\n')
}

/** Sends all of it, with its length, as a server of files does. */
export const send =
  (body: Buffer | string, statusCode = 200): Answer =>
  (_request, response) => {
    const bytes = Buffer.from(body)
    response.writeHead(statusCode, { 'Content-Length': bytes.byteLength })
    response.end(bytes)
  }

/** Says how much there is, and sends a part of it; then nothing more comes. */
export function sendInPart(bytes: Buffer): { readonly answer: Answer; readonly isGone: boolean } {
  const state = { isGone: false }
  return {
    answer: (_request, response) => {
      response.writeHead(200, { 'Content-Length': bytes.byteLength })
      response.write(bytes.subarray(0, Math.floor(bytes.byteLength / 2)))
      response.once('close', () => (state.isGone = true))
    },
    /** Whoever asked has closed the connection. */
    get isGone() {
      return state.isGone
    },
  }
}

/** Nothing comes. */
export const sayNothing: Answer = () => undefined

export async function startFeed(): Promise<UpdateFeed> {
  const answers = new Map<string, Answer>()
  const requests: { path: string; headers: IncomingMessage['headers'] }[] = []
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://feed.invalid')
    requests.push({ path: pathname, headers: request.headers })
    const answer = answers.get(pathname) ?? send('not here', 404)
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    requests,
    offer: (release) => {
      answers.set(CHANNEL_FILE, send(feedText(release)))
      answers.set(`/${release.file.name}`, send(release.file.bytes))
    },
    answer: (path, answer) => answers.set(path, answer),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
