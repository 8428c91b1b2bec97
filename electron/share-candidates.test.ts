import type { DesktopCapturerSource } from 'electron'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { ShareCandidates, toCandidates } from './share-candidates'

const getSources = vi.hoisted(() => vi.fn<() => Promise<DesktopCapturerSource[]>>())
vi.mock('electron', () => ({ desktopCapturer: { getSources } }))

function source(id: string, name: string, picture = 'jpeg'): DesktopCapturerSource {
  const thumbnail = { isEmpty: () => picture === '', toJPEG: () => Buffer.from(picture) }
  return { id, name, thumbnail } as unknown as DesktopCapturerSource
}

beforeEach(() => {
  getSources.mockReset()
})

describe('the candidates for sharing', () => {
  it('lists screens first, and own windows not at all', () => {
    const sources = [
      source('window:10:0', 'Notes'),
      source('window:11:0', 'Sightline'),
      source('screen:5:0', 'Whole desktop'),
      source('window:12:0', ' ', ''),
    ]
    expect(toCandidates(sources, ['window:11:1'])).toEqual([
      {
        kind: 'screen',
        id: 'screen:5:0',
        name: 'Entire screen',
        thumbnail: `data:image/jpeg;base64,${Buffer.from('jpeg').toString('base64')}`,
      },
      expect.objectContaining({ kind: 'window', id: 'window:10:0', name: 'Notes' }),
      { kind: 'window', id: 'window:12:0', name: 'Window without a name', thumbnail: '' },
    ])
  })

  it('numbers several screens', () => {
    const sources = [source('screen:1:0', 'a'), source('screen:2:0', 'b')]
    expect(toCandidates(sources, []).map(({ name }) => name)).toEqual(['Screen 1', 'Screen 2'])
  })

  it('finds what was offered last, and nothing else', async () => {
    const candidates = new ShareCandidates(
      () => [],
      () => false,
    )
    getSources.mockResolvedValueOnce([source('screen:1:0', 'a')])
    expect(candidates.find('screen:1:0')).toBeNull()
    await candidates.list()
    expect(candidates.find('screen:1:0')).toEqual({ id: 'screen:1:0', name: 'Entire screen' })
    expect(candidates.find('web-contents-media-stream://1:1')).toBeNull()
    getSources.mockResolvedValueOnce([source('screen:2:0', 'a')])
    await candidates.list()
    expect(candidates.find('screen:1:0')).toBeNull()
  })

  it('offers no window that the user excluded', async () => {
    const candidates = new ShareCandidates(
      () => [],
      (title) => title === 'Bank',
    )
    getSources.mockResolvedValue([source('screen:1:0', 'Bank'), source('window:2:0', 'Bank')])
    expect((await candidates.list()).map(({ id }) => id)).toEqual(['screen:1:0'])
    expect(candidates.find('window:2:0')).toBeNull()
  })

  it('asks the system once for callers who ask together', async () => {
    const candidates = new ShareCandidates(
      () => [],
      () => false,
    )
    getSources.mockResolvedValue([source('screen:1:0', 'a')])
    const [first, second] = await Promise.all([candidates.list(), candidates.list()])
    expect(first).toBe(second)
    expect(getSources).toHaveBeenCalledTimes(1)
    await candidates.list()
    expect(getSources).toHaveBeenCalledTimes(2)
  })
})
