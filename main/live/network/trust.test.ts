import { createServer } from 'node:https'
import tls, { rootCertificates } from 'node:tls'
import { beforeAll, describe, expect, it } from 'vitest'
import { connectThrough } from '../live-client'
import { SELF_SIGNED } from '../test-certificate'
import { serveConnect, serveSocks } from '../test-proxies'
import { failureOf, listenTcp, requestTo } from '../test-server'
import { postJson } from './post-json'
import { trustOf } from './trust'

/** As a newer Node tells it: a company has put an authority of its own into the system. */
const asked: string[] = []
const getCACertificates = (type: string): readonly string[] => {
  asked.push(type)
  return type === 'system' ? [SELF_SIGNED.cert] : rootCertificates
}

describe('whom a connection trusts', () => {
  it('is Node’s list alone where Node cannot tell of the system’s', () => {
    const fails = () => {
      throw new Error('no such store')
    }
    for (const source of [{}, { getCACertificates: 'no function' }, { getCACertificates: fails }]) {
      expect(trustOf(source)).toEqual({ rejectUnauthorized: true })
    }
  })

  it('never is nobody', () => {
    expect(trustOf({ getCACertificates })).toMatchObject({ rejectUnauthorized: true })
  })
})

describe('a server whose certificate a company has made', () => {
  beforeAll(() => {
    Reflect.set(tls, 'getCACertificates', getCACertificates)
    return () => Reflect.deleteProperty(tls, 'getCACertificates')
  })

  async function company(): Promise<string> {
    const server = createServer(SELF_SIGNED, (_request, response) => void response.end('{}'))
    return `https://127.0.0.1:${await listenTcp(server)}`
  }

  it('is reached, directly and through each kind of proxy, and the system is asked once', async () => {
    const url = await company()
    const lists = [
      'DIRECT',
      `PROXY ${(await serveConnect()).address}`,
      `SOCKS5 ${await serveSocks()}`,
    ]
    asked.length = 0
    for (const list of lists) {
      const network = { resolveProxy: () => Promise.resolve(list) }
      const { signal } = new AbortController()
      const answer = await postJson({ url, headers: {}, body: {}, network, signal })
      expect(answer, list).toMatchObject({ kind: 'answered', status: 200 })
      // It speaks no WebSocket, and says so: until then it was trusted.
      const failure = await failureOf(requestTo(url), undefined, connectThrough(network))
      expect(failure, list).toEqual({ kind: 'upgrade-refused', status: 200 })
    }
    expect(asked).toEqual(['default', 'system'])
  })

  it('is reached through a proxy whose certificate the company has made too', async () => {
    const url = await company()
    const { address } = await serveConnect(200, null, createServer(SELF_SIGNED))
    const network = { resolveProxy: () => Promise.resolve(`HTTPS ${address}`) }
    const { signal } = new AbortController()
    const answer = await postJson({ url, headers: {}, body: {}, network, signal })
    expect(answer).toMatchObject({ kind: 'answered', status: 200 })
  })
})
