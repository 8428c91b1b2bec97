import { describe, expect, it } from 'vitest'
import { feedFolder, isBounded, isInFeed, sentHeaders } from './feed-rules'

const FOLDER = 'https://updates.example/sightline/'

describe('the updater asks', () => {
  it('at an address that is safe', () => {
    expect(feedFolder('https://updates.example/sightline')).toBe(FOLDER)
    expect(feedFolder('http://127.0.0.1:4000')).toBe('http://127.0.0.1:4000/')
    expect(feedFolder('http://updates.example/')).toBeNull()
    expect(feedFolder('https://user:password@updates.example/')).toBeNull()
  })

  it.each(['latest-linux.yml?noCache=1', 'sightline_0.2.0_amd64.deb', 'a.AppImage.blockmap'])(
    'for %s',
    (name) => expect(isInFeed(FOLDER + name, FOLDER)).toBe(true),
  )

  it.each([
    FOLDER,
    'https://updates.example/latest-linux.yml',
    `${FOLDER}other/latest-linux.yml`,
    `${FOLDER}../latest-linux.yml`,
    'http://updates.example/sightline/latest-linux.yml',
    'https://updates.example:8443/sightline/latest-linux.yml',
    'https://evil.example/sightline/latest-linux.yml',
    'https://updates.example@evil.example/sightline/latest-linux.yml',
    'https://user@updates.example/sightline/latest-linux.yml',
    'file:///sightline/latest-linux.yml',
    'no address',
  ])('for nothing at %s', (url) => expect(isInFeed(url, FOLDER)).toBe(false))

  it('without what tells one computer from another', () => {
    const headers = {
      'x-user-staging-id': 'a-number',
      'User-Agent': 'Chrome on Linux 6.1',
      'Accept-Language': 'de-CH',
      Cookie: 'a=b',
      accept: '*/*',
      'Cache-Control': 'no-cache',
      Range: 'bytes=0-1',
    }
    expect(sentHeaders(headers)).toEqual({
      accept: '*/*',
      'Cache-Control': 'no-cache',
      Range: 'bytes=0-1',
      'User-Agent': 'Sightline',
      'Accept-Language': 'en',
      'Accept-Encoding': 'identity',
    })
  })
})

describe('an answer', () => {
  const channel = `${FOLDER}latest.yml?noCache=1`
  const length = (bytes: number): Record<string, string[]> => ({ 'Content-Length': [`${bytes}`] })

  it('says how long it is, and that is no more than such a file has', () => {
    expect(isBounded(channel, length(500), 200)).toBe(true)
    expect(isBounded(channel, length(300_000), 200)).toBe(false)
    expect(isBounded(`${FOLDER}a.deb`, length(120_000_000), 200)).toBe(true)
    expect(isBounded(`${FOLDER}a.deb`, length(2_000_000_000), 200)).toBe(false)
    expect(isBounded(channel, {}, 200)).toBe(false)
    expect(isBounded(channel, undefined, 200)).toBe(false)
  })

  it('is not packed, as nobody could say how long it gets', () => {
    expect(isBounded(channel, { ...length(500), 'content-encoding': ['gzip'] }, 200)).toBe(false)
  })

  it('that tells of a failure is heard', () => {
    expect(isBounded(channel, {}, 503)).toBe(true)
    expect(isBounded(channel, length(300_000_000), 503)).toBe(false)
  })
})
