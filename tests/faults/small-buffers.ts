/**
 * The loopback device holds back megabytes before a sender feels anything, a real network little.
 * Here a socket to the proxy is told that something is written only once the proxy has sent it on.
 */
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import type { ChaosProxy } from './chaos-proxy'

/** What the buffers of both systems hold together, as Linux gives a socket to begin with. */
const HELD_BYTES = 16 * 1024

/** How often the proxy is looked at, in ms. */
const LOOK_MS = 2

/** Told of by Node for each socket that dials. */
const DIALED = 'net.client.socket'

type Write = (chunk: Buffer, encoding: BufferEncoding, done: (error?: Error | null) => void) => void

/** For every socket that dials the proxy from now on, until the test ends. */
export function giveSmallBuffers(proxy: ChaosProxy): void {
  const proxyPort = Number(new URL(proxy.url).port)
  const onDialed = (message: unknown): void => {
    const { socket } = message as { readonly socket: Socket }
    socket.once('connect', () => {
      if (socket.remotePort === proxyPort) narrow(socket, proxy)
    })
  }
  subscribe(DIALED, onDialed)
  onTestFinished(() => void unsubscribe(DIALED, onDialed))
}

function narrow(socket: Socket, proxy: ChaosProxy): void {
  const { localPort = 0 } = socket
  const write = socket._write.bind(socket) as Write
  let given = 0
  const narrowed: Write = (chunk, encoding, done) => {
    given += chunk.length
    const wanted = given - HELD_BYTES
    const look = (): void => {
      if (socket.destroyed || proxy.sentOn(localPort) >= wanted) done()
      else setTimeout(look, LOOK_MS)
    }
    write(chunk, encoding, (error) => (error ? done(error) : look()))
  }
  // One write at a time: several at once would pass it by.
  Object.assign(socket, { _write: narrowed, _writev: null })
}
