import { describe, expect, it } from 'vitest'
import { readProxyRoutes, type ProxyRoute } from './proxy-route'

const proxy = (kind: 'http' | 'https' | 'socks4' | 'socks5', host: string, port: number) => ({
  kind,
  host,
  port,
  login: null,
})

describe('what a proxy script answers', () => {
  it.each<[string, ProxyRoute | null, ...ProxyRoute[]]>([
    ['', { kind: 'direct' }],
    ['DIRECT', { kind: 'direct' }],
    [' direct ; PROXY a:1', { kind: 'direct' }],
    ['PROXY proxy.example:3128; DIRECT', proxy('http', 'proxy.example', 3128), { kind: 'direct' }],
    ['PROXY a:1; SOCKS5 b:2; ;', proxy('http', 'a', 1), proxy('socks5', 'b', 2)],
    ['proxy proxy.example:80', proxy('http', 'proxy.example', 80)],
    ['PROXY proxy.example', proxy('http', 'proxy.example', 80)],
    ['HTTPS proxy.example', proxy('https', 'proxy.example', 443)],
    ['SOCKS 10.0.0.1', proxy('socks4', '10.0.0.1', 1080)],
    ['SOCKS5 10.0.0.1:9050', proxy('socks5', '10.0.0.1', 9050)],
    ['PROXY [::1]:8080', proxy('http', '::1', 8080)],
    ['QUIC a:1; PROXY b:2', proxy('http', 'b', 2)],
    ['PROXY ; SOCKS5 b:2', proxy('socks5', 'b', 2)],
    ['QUIC a:1', null],
    ['PROXY a:99999', null],
    ['PROXY', null],
  ])('%j', (text, first, ...rest) =>
    expect(readProxyRoutes(text)).toEqual(first === null ? [] : [first, ...rest]),
  )

  it('may hold a login', () => {
    expect(readProxyRoutes('PROXY me:a%40b%zz@proxy.example:3128')[0]).toMatchObject({
      host: 'proxy.example',
      login: { user: 'me', password: 'a%40b%zz' },
    })
    expect(readProxyRoutes('PROXY me:a%40b@proxy.example:3128')[0]).toMatchObject({
      login: { user: 'me', password: 'a@b' },
    })
  })

  it('is taken for no more than five ways', () => {
    expect(readProxyRoutes('PROXY a:1;'.repeat(9))).toHaveLength(5)
  })
})
