/** The X display itself: Xvfb, which draws into memory. */
import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Helper, REPORT_FD } from './helper.mjs'

const SCREEN = '1920x1080'
const DEPTH_BITS = 24

/** An Xauthority entry for any host and, with its number left empty, any display (Xauth.h). */
const FAMILY_WILD = 0xffff
const COOKIE_NAME = 'MIT-MAGIC-COOKIE-1'
const COOKIE_BYTES = 16

/**
 * @param {import('./stage.mjs').Stage} stage
 * @param {string} screen its size in px
 */
export async function startXServer(stage, screen = SCREEN) {
  const authority = join(stage.folder, 'Xauthority')
  await writeFile(authority, authorityEntry(randomBytes(COOKIE_BYTES)), { mode: 0o600 })
  const size = ['-screen', '0', `${screen}x${DEPTH_BITS}`]
  const args = ['-displayfd', String(REPORT_FD), ...size, '-auth', authority]
  // Without -noreset the server starts afresh whenever its last client leaves.
  const server = stage.keep(new Helper('Xvfb', [...args, '-noreset', '-nolisten', 'tcp'], stage))
  // The server takes the first free number and tells it once it accepts clients.
  const number = await server.firstLine(REPORT_FD)
  Object.assign(stage.env, { DISPLAY: `:${number}`, XAUTHORITY: authority })
}

/**
 * Keeps other users of the machine off this display: a client must know the cookie.
 *
 * @param {Buffer} cookie
 */
function authorityEntry(cookie) {
  const address = ''
  const displayNumber = ''
  return Buffer.concat([
    uint16(FAMILY_WILD),
    ...[address, displayNumber, COOKIE_NAME, cookie].flatMap((field) => [
      uint16(field.length),
      Buffer.from(field),
    ]),
  ])
}

/** @param {number} value */
function uint16(value) {
  return Buffer.from([value >> 8, value & 0xff])
}
