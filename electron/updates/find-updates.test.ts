import { describe, expect, it } from 'vitest'
import { feedAddress, findUpdates, valueIn, type InstallFacts } from './find-updates'

const FEED = 'https://updates.sightline.invalid/'
const installed: InstallFacts = {
  platform: 'linux',
  isPackaged: true,
  isTestRuntime: false,
  override: null,
  packagedFeed: FEED,
  packageType: 'deb',
  appImage: null,
  isRoot: false,
  asksForPassword: () => true,
}
const possible = (install: string, feed = FEED) => ({ kind: 'possible', feed, install })
const impossible = (why: string) => ({ kind: 'impossible', why })

describe('a copy that updates itself', () => {
  it.each([
    ['a deb', {}, 'deb'],
    ['an rpm', { packageType: 'rpm' }, 'rpm'],
    ['an AppImage', { packageType: '', appImage: '/home/a/Sightline.AppImage' }, 'appimage'],
    ['an app of macOS', { platform: 'darwin', packageType: '' }, 'mac'],
    ['an app of Windows', { platform: 'win32', packageType: '' }, 'windows'],
    ['a deb that root runs', { isRoot: true, asksForPassword: () => false }, 'deb'],
  ] as const)('is %s', (_name, facts, kind) => {
    expect(findUpdates({ ...installed, ...facts })).toEqual(possible(kind))
  })

  it('is one from source when a feed is named, with that feed', () => {
    const facts = { ...installed, isPackaged: false, override: 'http://127.0.0.1:1/' }
    const tried = { ...facts, packageType: '', packagedFeed: null, isTestRuntime: true }
    expect(findUpdates(tried)).toEqual(possible('deb', 'http://127.0.0.1:1/'))
  })
})

describe('a copy that does not', () => {
  it.each([
    ['runs from its source', { isPackaged: false }, 'development'],
    ['was built on the runtime of the tests', { isTestRuntime: true }, 'test-runtime'],
    ['has no feed', { packagedFeed: null }, 'no-feed'],
    ['was unpacked by hand', { packageType: '' }, 'not-ours'],
    ['came by another package manager', { packageType: 'pacman' }, 'not-ours'],
    ['can ask for no password', { asksForPassword: () => false }, 'no-administrator'],
  ] as const)('%s', (_name, facts, why) => {
    expect(findUpdates({ ...installed, ...facts })).toEqual(impossible(why))
  })

  it('takes no feed from outside once it is packaged', () => {
    const facts = { ...installed, override: 'https://evil.example/' }
    expect(findUpdates(facts)).toEqual(possible('deb'))
    expect(findUpdates({ ...facts, packagedFeed: null })).toEqual(impossible('no-feed'))
  })
})

it('reads the address that electron-builder has put beside the app', () => {
  const yaml = `provider: generic\nurl: ${FEED}\nupdaterCacheDirName: sightline-updater\n`
  expect(feedAddress(yaml)).toBe(FEED)
  expect(feedAddress(yaml.replace(FEED, `'${FEED}'`))).toBe(FEED)
  expect(valueIn(yaml, 'updaterCacheDirName')).toBe('sightline-updater')
  expect(feedAddress('provider: github\nowner: a\nurl: https://b.example')).toBeNull()
  expect(feedAddress('')).toBeNull()
})
