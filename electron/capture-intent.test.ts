import { beforeEach, describe, expect, it } from 'vitest'
import { CaptureIntent, INTENT_LIFE_MS } from './capture-intent'

const SCREEN = { id: 'screen:1:0', name: 'Entire screen' }
const WINDOW = { id: 'window:7:0', name: 'Notes' }

let now: number
let intent: CaptureIntent

beforeEach(() => {
  now = 1_000
  intent = new CaptureIntent(() => now)
})

describe('a capture intent', () => {
  it('gives nothing before something is armed', () => {
    expect(intent.expectsPermission).toBe(false)
    intent.permissionTaken()
    expect(intent.takeSource()).toBeNull()
  })

  it('gives the armed source once', () => {
    intent.arm(SCREEN)
    expect(intent.expectsPermission).toBe(true)
    intent.permissionTaken()
    expect(intent.expectsPermission).toBe(false)
    expect(intent.takeSource()).toEqual(SCREEN)
    expect(intent.expectsPermission).toBe(false)
    expect(intent.takeSource()).toBeNull()
  })

  it('gives no source for which no permission was asked', () => {
    intent.arm(SCREEN)
    expect(intent.takeSource()).toBeNull()
    expect(intent.expectsPermission).toBe(false)
  })

  it('forgets what was not opened in time', () => {
    intent.arm(SCREEN)
    now += INTENT_LIFE_MS - 1
    expect(intent.expectsPermission).toBe(true)
    intent.permissionTaken()
    now += 1
    expect(intent.takeSource()).toBeNull()
  })

  it('keeps the last choice only', () => {
    intent.arm(SCREEN)
    intent.arm(WINDOW)
    expect(intent.expectsPermission).toBe(true)
    intent.permissionTaken()
    expect(intent.takeSource()).toEqual(WINDOW)
  })

  it('gives nothing once disarmed', () => {
    intent.arm(SCREEN)
    intent.disarm()
    expect(intent.expectsPermission).toBe(false)
    expect(intent.takeSource()).toBeNull()
  })

  it('tells when a permission was used without asking for its source', () => {
    intent.arm(SCREEN)
    const grant = intent.permissionTaken()
    expect(intent.isSourceOverdue(grant)).toBe(true)
    intent.takeSource()
    expect(intent.isSourceOverdue(grant)).toBe(false)
  })

  it('gives no other permission until the source of the first is settled', () => {
    intent.arm(SCREEN)
    const grant = intent.permissionTaken()
    intent.arm(WINDOW)
    expect(intent.expectsPermission).toBe(false)
    intent.disarm()
    intent.arm(WINDOW)
    expect(intent.expectsPermission).toBe(false)
    expect(intent.isSourceOverdue(grant)).toBe(true)
  })

  it('settles a permission with the source that it was given for only', () => {
    intent.arm(SCREEN)
    const grant = intent.permissionTaken()
    intent.arm(WINDOW)
    expect(intent.takeSource()).toBeNull()
    expect(intent.isSourceOverdue(grant)).toBe(true)
  })

  it('settles a permission whose choice was taken back meanwhile, and gives nothing', () => {
    intent.arm(SCREEN)
    const grant = intent.permissionTaken()
    intent.disarm()
    expect(intent.takeSource()).toBeNull()
    expect(intent.isSourceOverdue(grant)).toBe(false)
  })

  it('knows one permission from the next', () => {
    intent.arm(SCREEN)
    const first = intent.permissionTaken()
    intent.takeSource()
    intent.arm(WINDOW)
    const second = intent.permissionTaken()
    expect(intent.isSourceOverdue(first)).toBe(false)
    expect(intent.isSourceOverdue(second)).toBe(true)
  })

  it('gives permissions again once the page that had one is gone', () => {
    intent.arm(SCREEN)
    const grant = intent.permissionTaken()
    intent.forget(grant)
    intent.arm(WINDOW)
    expect(intent.expectsPermission).toBe(true)
  })
})
