import { describe, expect, it } from 'vitest'
import { formatsOf, isReleased, releaseProblems, targetsOf } from './release-rules.mjs'

const READY = {
  version: '1.2.0',
  lockedVersion: '1.2.0',
  changes: '',
  tags: ['v1.2.0', ''],
  changelog: '# Changes\n\n## [1.2.0] - 2026-01-31\n\n- All.\n',
}
const RELEASE = { isRehearsal: false }
const REHEARSAL = { isRehearsal: true }

describe('before a release', () => {
  it('finds nothing to say when all is ready', () => {
    expect(releaseProblems(READY, RELEASE)).toEqual([])
  })

  it.each([
    ['files that are not committed', { changes: ' M main/engine.ts' }, 'not committed'],
    ['a lock of another version', { lockedVersion: '1.1.0' }, 'package-lock.json says 1.1.0'],
    ['no tag', { tags: ['v1.1.0'] }, 'no tag v1.2.0'],
    ['no words on what changed', { changelog: '## 1.2.0-beta\n' }, 'no section for 1.2.0'],
    ['words that wait', { changelog: '## 1.2.0 — unreleased\n' }, 'no section for 1.2.0'],
  ])('refuses %s', (_what, change, words) => {
    const problems = releaseProblems({ ...READY, ...change }, RELEASE)
    expect(problems).toEqual([expect.stringContaining(words)])
  })

  it('needs no tag for a rehearsal, but a clean clone', () => {
    const facts = { ...READY, tags: [], changelog: '', changes: '?? notes.txt' }
    expect(releaseProblems(facts, REHEARSAL)).toEqual([expect.stringContaining('notes.txt')])
  })
})

describe('what is made', () => {
  it('is for the system that makes it, each architecture for itself', () => {
    expect(targetsOf('win32').map(({ arch }) => arch)).toEqual(['x64', 'arm64'])
    expect(targetsOf('linux').map(({ arch }) => arch)).toEqual(['x64'])
    expect(targetsOf('freebsd')).toEqual([])
  })

  it('is less in a rehearsal, and says what', () => {
    const target = { platform: 'linux', arch: 'x64' } as const
    expect(formatsOf(target, RELEASE)).toEqual({ made: ['deb', 'AppImage', 'rpm'], leftOut: [] })
    expect(formatsOf(target, REHEARSAL)).toEqual({ made: ['deb'], leftOut: ['AppImage', 'rpm'] })
  })

  it.each([
    ['sightline_1.2.0_amd64.deb', true],
    ['sightline-1.2.0-mac-arm64.zip.blockmap', true],
    ['latest-linux.yml', true],
    ['builder-debug.yml', false],
    ['linux-unpacked', false],
  ])('%s is released: %s', (name, expected) => {
    expect(isReleased(name)).toBe(expected)
  })
})
