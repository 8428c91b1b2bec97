import { describe, expect, it } from 'vitest'
import { decideCheck, decidePermission } from './permission-rules'

const NOTHING = { microphone: false, screen: false, camera: false }
const EVERYTHING = { microphone: true, screen: true, camera: true }
const ours = (permission: string, mediaTypes?: string[]) => ({
  permission,
  isOurs: true,
  mediaTypes,
})

describe('a request for a permission', () => {
  it('is granted for the microphone while a conversation or the echo test is on', () => {
    const asked = ours('media', ['audio'])
    expect(decidePermission(asked, NOTHING)).toBeNull()
    expect(decidePermission(asked, { ...EVERYTHING, microphone: false })).toBeNull()
    expect(decidePermission(asked, { ...NOTHING, microphone: true })).toBe('microphone')
  })

  it('is granted for the camera while one is chosen', () => {
    expect(decidePermission(ours('media', ['video']), NOTHING)).toBeNull()
    expect(decidePermission(ours('media', ['video']), { ...NOTHING, screen: true })).toBeNull()
    expect(decidePermission(ours('media', ['video']), { ...NOTHING, camera: true })).toBe('camera')
  })

  it.each([ours('media', []), ours('display-capture'), ours('display-capture', ['video'])])(
    'is granted for a screen while one is armed (%o)',
    (question) => {
      expect(decidePermission(question, NOTHING)).toBeNull()
      expect(decidePermission(question, { ...NOTHING, camera: true })).toBeNull()
      expect(decidePermission(question, { ...NOTHING, screen: true })).toBe('screen')
    },
  )

  it.each([
    ours('media', ['audio', 'video']),
    ours('media', ['video', 'audio']),
    ours('media', ['audio', 'audio']),
    ours('media', ['unknown']),
    ours('media'),
    ours('display-capture', ['audio']),
    ours('display-capture', ['video', 'audio']),
    ...['notifications', 'geolocation', 'clipboard-read'].map((name) => ours(name)),
    ...['midi', 'hid', 'usb', 'serial', 'fullscreen', 'pointerLock', 'openExternal'].map((name) =>
      ours(name),
    ),
    ...['speaker-selection', 'fileSystem', 'window-management', 'unknown', ''].map((name) =>
      ours(name, ['audio']),
    ),
  ])('is refused for anything else (%o)', (question) => {
    expect(decidePermission(question, EVERYTHING)).toBeNull()
  })

  it('lets our page put text on the clipboard', () => {
    expect(decidePermission(ours('clipboard-sanitized-write'), NOTHING)).toBe('clipboard')
  })

  it('is refused for every other page and frame', () => {
    for (const asked of [ours('media', ['audio']), ours('clipboard-sanitized-write')]) {
      expect(decidePermission({ ...asked, isOurs: false }, EVERYTHING)).toBeNull()
    }
  })
})

describe('a check of a permission', () => {
  const check = (permission: string, mediaType?: string, isOurs = true) =>
    decideCheck({ permission, isOurs, mediaType })

  it('lets our page know the names of microphones and cameras', () => {
    expect(check('media', 'audio')).toBe(true)
    expect(check('media', 'video')).toBe(true)
  })

  it('refuses everything else', () => {
    expect(check('media')).toBe(false)
    expect(check('media', 'unknown')).toBe(false)
    expect(check('media', 'audio', false)).toBe(false)
    expect(check('speaker-selection')).toBe(false)
    expect(check('clipboard-read', 'audio')).toBe(false)
    expect(check('display-capture', 'video')).toBe(false)
  })
})
