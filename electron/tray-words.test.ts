import { describe, expect, it } from 'vitest'
import type { SharePause } from '@contract/session'
import type { AppState } from '@contract/state'
import { microphoneOn, QUIET_TALK, sharingOn } from '@contract/testing'
import { describeTray } from './tray-words'

const source = { kind: 'screen', id: 'screen:1:0', name: 'Screen 1' } as const

/** Only what the tray looks at. */
function state(change: Partial<AppState>): AppState {
  const idle: Partial<AppState> = {
    session: { kind: 'idle' },
    talk: QUIET_TALK,
    microphone: { kind: 'off' },
    echoTest: false,
    sharing: { kind: 'off' },
    recording: { kind: 'off' },
  }
  return { ...idle, ...change } as AppState
}
const actionsOf = (change: Partial<AppState>) =>
  describeTray(state(change)).menu.flatMap((item) => (item ? [item.action] : []))

describe('the tray', () => {
  it('says that nothing is captured', () => {
    expect(describeTray(state({}))).toMatchObject({
      icon: 'idle',
      tooltip: 'Sightline: nothing is captured',
    })
    expect(actionsOf({})).toEqual(['show', 'start', 'mute', 'quit'])
  })

  it('names what is captured', () => {
    const face = describeTray(
      state({
        session: { kind: 'live', since: 1 },
        microphone: microphoneOn('Built-in'),
        sharing: sharingOn(source),
      }),
    )
    expect(face.icon).toBe('sharing')
    expect(face.tooltip).toBe('Sightline: microphone on, sharing Screen 1')
    expect(face.menu).toContainEqual({ action: 'stop-sharing', label: 'Stop sharing Screen 1' })
  })

  it('says that it records, and offers to stop that', () => {
    const session = { kind: 'live', since: 1 } as const
    const face = describeTray(state({ session, recording: { kind: 'on', since: 1 } }))
    expect(face.tooltip).toBe('Sightline: recording')
    expect(face.menu).toContainEqual({ action: 'stop-recording', label: 'Stop recording' })
    expect(actionsOf({ session })).not.toContain('stop-recording')
  })

  it('tells of the echo test, which opens the microphone without a conversation', () => {
    expect(describeTray(state({ echoTest: true }))).toMatchObject({
      icon: 'listening',
      tooltip: 'Sightline: microphone: echo test, nothing is sent',
    })
  })

  it('names the camera in the corner, too', () => {
    const camera = { id: 'abc', name: 'Webcam' }
    const face = describeTray(state({ sharing: sharingOn({ ...source, camera }) }))
    expect(face.tooltip).toBe('Sightline: sharing Screen 1 with camera Webcam')
    expect(face.menu).toContainEqual({
      action: 'stop-sharing',
      label: 'Stop sharing Screen 1 with camera Webcam',
    })
  })

  it('says that sharing is paused, and why', () => {
    const tooltipOf = (paused: SharePause) =>
      describeTray(state({ sharing: sharingOn(source, { paused }) }))
    expect(tooltipOf({ kind: 'excluded-window', name: 'Bank' })).toMatchObject({
      icon: 'idle',
      tooltip: 'Sightline: sharing of Screen 1 paused while “Bank” is open',
    })
    expect(tooltipOf({ kind: 'screen-locked' }).tooltip).toContain('the screen is locked')
  })

  it('tells a muted microphone from an open one', () => {
    const microphone = microphoneOn('')
    const muted = { ...QUIET_TALK, muted: true }
    expect(describeTray(state({ microphone })).icon).toBe('listening')
    expect(describeTray(state({ microphone, talk: muted }))).toMatchObject({
      icon: 'idle',
      tooltip: 'Sightline: microphone muted',
    })
    expect(actionsOf({ microphone, talk: muted })).toContain('unmute')
  })

  it.each(['connecting', 'live'] as const)('offers the end while %s', (kind) => {
    expect(actionsOf({ session: { kind, since: 1 } })).toContain('end')
  })

  it('offers to stop a share that is still opening', () => {
    const actions = actionsOf({ sharing: { kind: 'starting', shareId: 1, source } })
    expect(actions).toContain('stop-sharing')
  })
})
