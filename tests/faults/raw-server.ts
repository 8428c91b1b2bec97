/**
 * A WebSocket server that knows just enough to be let in, and then sends any bytes at all: frames
 * that a proper library would refuse to make.
 */
import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** RFC 6455, section 1.3. */
const HANDSHAKE_GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'

export const OPCODE = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const

/** How a control frame is written down. */
export const textOfOpcode = (opcode: number): string => `opcode ${opcode}`
const CLOSE_FRAME = textOfOpcode(OPCODE.close)

export interface FrameOptions {
  readonly opcode?: number
  readonly fin?: boolean
  /** Compressed, says RFC 7692; nobody agreed on that. */
  readonly rsv1?: boolean
  /** A server must not mask. */
  readonly masked?: boolean
  /** Says so, whatever follows. */
  readonly claimedLength?: number
}

/** One frame, as RFC 6455 has it in section 5.2. */
export function frame(payload: string | Buffer, options: FrameOptions = {}): Buffer {
  const { opcode = OPCODE.text, fin = true, rsv1 = false, masked = false } = options
  const body = Buffer.from(payload)
  const length = options.claimedLength ?? body.length
  const short = length < 126
  const head = Buffer.alloc(short ? 2 : 10)
  head[0] = (fin ? 0x80 : 0) | (rsv1 ? 0x40 : 0) | opcode
  head[1] = (masked ? 0x80 : 0) | (short ? length : 127)
  if (!short) head.writeBigUInt64BE(BigInt(length), 2)
  // A mask of zeros leaves the payload as it is.
  return Buffer.concat([head, masked ? Buffer.alloc(4) : Buffer.alloc(0), body])
}

/** A connection whose setup is complete. */
export interface RawConnection {
  /** The client has hung up. */
  readonly gone: boolean
  /** Texts of the client's frames so far, its setup among them. */
  readonly received: readonly string[]
  write(...frames: readonly Buffer[]): void
  send(message: object): void
}

export interface RawServer {
  readonly url: string
  readonly connections: readonly RawConnection[]
  /** Answers a close by hanging up, as it should. Not at first. */
  isPolite: boolean
}

/** Starts one for the test that runs; it lets everybody in and completes every setup. */
export async function startRawServer(): Promise<RawServer> {
  const sockets = new Set<Socket>()
  const connections: RawConnection[] = []
  const server = createServer((_request, response) => response.writeHead(404).end())
  const raw: { -readonly [Key in keyof RawServer]: RawServer[Key] } = {
    url: '',
    connections,
    isPolite: false,
  }
  server.on('upgrade', (request: IncomingMessage, socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
    socket.write(welcome(request))
    const received: string[] = []
    const write = (...frames: readonly Buffer[]): void => {
      if (socket.writable) socket.write(Buffer.concat(frames))
    }
    const send = (message: object): void => write(frame(JSON.stringify(message)))
    readFrames(socket, (text) => {
      received.push(text)
      if (text === CLOSE_FRAME && raw.isPolite) socket.end()
      if (received.length > 1) return
      const connection: RawConnection = {
        received,
        write,
        send,
        get gone() {
          return socket.readableEnded || socket.destroyed
        },
      }
      send({ setupComplete: {} })
      connections.push(connection)
    })
  })
  server.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  raw.url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  })
  return raw
}

function welcome({ headers }: IncomingMessage): string {
  const key = headers['sec-websocket-key'] ?? ''
  const accept = createHash('sha1').update(`${key}${HANDSHAKE_GUID}`).digest('base64')
  return (
    'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
    `Sec-WebSocket-Accept: ${accept}\r\n\r\n`
  )
}

/** Gives the texts of whole frames; our client sends nothing in fragments. */
function readFrames(socket: Socket, onText: (text: string) => void): void {
  let waiting: Buffer = Buffer.alloc(0)
  socket.on('data', (bytes: Buffer) => {
    waiting = Buffer.concat([waiting, bytes])
    for (let one = takeFrame(waiting); one; one = takeFrame(waiting)) {
      waiting = one.rest
      if (one.opcode === OPCODE.text || one.opcode === OPCODE.binary) onText(one.text)
      else onText(textOfOpcode(one.opcode))
    }
  })
}

function takeFrame(bytes: Buffer): { opcode: number; text: string; rest: Buffer } | null {
  if (bytes.length < 2) return null
  const opcode = bytes.readUInt8(0) & 0x0f
  const short = bytes.readUInt8(1) & 0x7f
  const lengthBytes = short === 126 ? 2 : short === 127 ? 8 : 0
  const start = 2 + lengthBytes + 4
  if (bytes.length < start) return null
  const long =
    lengthBytes === 2 ? bytes.readUInt16BE(2) : lengthBytes === 8 ? bytes.readUInt32BE(6) : short
  if (bytes.length < start + long) return null
  const mask = bytes.subarray(start - 4, start)
  const body = bytes.subarray(start, start + long).map((byte, at) => byte ^ (mask[at % 4] ?? 0))
  return { opcode, text: Buffer.from(body).toString(), rest: bytes.subarray(start + long) }
}
