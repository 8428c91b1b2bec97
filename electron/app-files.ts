import { readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import { APP_HOST, APP_SCHEME } from './origin'

/** A file as it is served. */
export interface ServedFile {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly type: string
}

/** Every file that can be served, by its exact path, such as `/assets/index.js`. */
export type ServedFiles = ReadonlyMap<string, ServedFile>

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wav': 'audio/wav',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
}

/** No worker runs WebAssembly, the voice detector neither, so `script-src` does not allow it. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  // Recordings of conversations.
  "media-src 'self' blob:",
  "worker-src 'self'",
  "connect-src 'self'",
  "font-src 'self'",
  "frame-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  // Text never becomes markup or script; the one policy lets our own workers start by their URL.
  "require-trusted-types-for 'script'",
  'trusted-types default',
].join('; ')

/** Reads the folder once; what is not in the map afterwards does not exist. */
export function readServedFiles(folder: string): ServedFiles {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return new Map(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const path = join(entry.parentPath, entry.name)
        const type = TYPES[extname(entry.name)] ?? 'application/octet-stream'
        const bytes = new Uint8Array(readFileSync(path))
        return [`/${relative(folder, path).split(sep).join('/')}`, { bytes, type }]
      }),
  )
}

/**
 * The file at exactly this URL, or `null`. Paths are looked up, never joined or decoded, so that
 * no encoding leads anywhere else. A query and a fragment do not matter.
 */
function findServedFile(files: ServedFiles, address: string): ServedFile | null {
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  if (url.protocol !== `${APP_SCHEME}:` || url.host !== APP_HOST) return null
  if (url.username !== '' || url.password !== '') return null
  return files.get(url.pathname) ?? null
}

/** The answer to a request for one of our files. */
export function answerRequest(files: ServedFiles, method: string, address: string): Response {
  const file = method === 'GET' ? findServedFile(files, address) : null
  if (!file) return new Response(null, { status: 404 })
  return new Response(file.bytes, {
    headers: {
      'Content-Type': file.type,
      'Content-Security-Policy': CONTENT_SECURITY_POLICY,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    },
  })
}
