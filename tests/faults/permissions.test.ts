import { describe, expect, it } from 'vitest'
import { decideCheck, decidePermission, type Armed } from '../../electron/permission-rules'

/** As Electron's documentation of the session lists them for both handlers, and one that is made up. */
const PERMISSIONS = [
  'accessibility-events',
  'ar',
  'automatic-fullscreen',
  'background-sync',
  'clipboard-read',
  'clipboard-sanitized-write',
  'deprecated-sync-clipboard-read',
  'display-capture',
  'fileSystem',
  'fullscreen',
  'geolocation',
  'hid',
  'idle-detection',
  'keyboardLock',
  'media',
  'mediaKeySystem',
  'midi',
  'midiSysex',
  'notifications',
  'openExternal',
  'pointerLock',
  'sensors',
  'serial',
  'speaker-selection',
  'storage-access',
  'top-level-storage-access',
  'unknown',
  'usb',
  'vr',
  'window-management',
  'window-placement',
  'made-up',
]
const TYPES = [undefined, [], ['audio'], ['video'], ['audio', 'video'], ['video', 'audio'], ['x']]
const NOTHING: Armed = { microphone: false, screen: false, camera: false }
const ALL: Armed = { microphone: true, screen: true, camera: true }

/** Whatever is granted, as `permission types → grant`. */
function granted(armed: Armed, isOurs: boolean): string[] {
  return PERMISSIONS.flatMap((permission) =>
    TYPES.flatMap((mediaTypes) => {
      const grant = decidePermission({ permission, isOurs, mediaTypes }, armed)
      return grant === null ? [] : [`${permission} ${mediaTypes?.join('+') ?? '-'} → ${grant}`]
    }),
  )
}

describe('row 77', () => {
  it('row 77: a page that is not ours is granted nothing, asked or checked, whatever is armed', () => {
    expect(granted(ALL, false)).toEqual([])
    for (const permission of PERMISSIONS) {
      for (const mediaType of [undefined, 'audio', 'video', 'unknown']) {
        expect(decideCheck({ permission, isOurs: false, mediaType })).toBe(false)
      }
    }
  })

  it('row 77: our page is granted nothing that the user has not just chosen, but plain text to copy', () => {
    const copies = TYPES.map((t) => `clipboard-sanitized-write ${t?.join('+') ?? '-'} → clipboard`)
    expect(granted(NOTHING, true)).toEqual(copies)
  })

  it('row 77: what is armed is granted for exactly that, and for no list that merely contains it', () => {
    expect(granted(ALL, true).filter((grant) => !grant.startsWith('clipboard'))).toEqual([
      'display-capture - → screen',
      'display-capture  → screen',
      'display-capture video → screen',
      'media  → screen',
      'media audio → microphone',
      'media video → camera',
    ])
    const checks = PERMISSIONS.flatMap((permission) =>
      [undefined, 'audio', 'video', 'unknown']
        .filter((mediaType) => decideCheck({ permission, isOurs: true, mediaType }))
        .map((mediaType) => `${permission} ${mediaType ?? '-'}`),
    )
    expect(checks).toEqual(['media audio', 'media video'])
  })
})
