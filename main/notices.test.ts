import { describe, expect, it } from 'vitest'
import { appError } from '@contract/errors'
import type { AppState } from '@contract/state'
import { Notices } from './notices'
import { StateCell } from './state-cell'

function setUp() {
  const state = new StateCell({ notices: [] as AppState['notices'] } as AppState)
  return {
    notices: new Notices(state),
    standing: () => state.current.notices.map(({ error }) => error.reason),
    ids: () => state.current.notices.map(({ id }) => id),
  }
}

describe('Notices', () => {
  it('stand until they are dismissed', () => {
    const { notices, standing, ids } = setUp()
    notices.post(appError('internal'))
    notices.post(appError('speaker-failed'))
    notices.dismiss(ids()[0] ?? -1)
    notices.dismiss(999)
    expect(standing()).toEqual(['speaker-failed'])
  })

  it('stand once for each reason, the newest last', () => {
    const { notices, standing, ids } = setUp()
    notices.post(appError('transcript-not-saved'))
    notices.post(appError('internal'))
    notices.post(appError('transcript-not-saved', 'again'))
    expect(standing()).toEqual(['internal', 'transcript-not-saved'])
    expect(new Set(ids()).size).toBe(2)
  })

  it('fall with their cause', () => {
    const { notices, standing } = setUp()
    notices.post(appError('internal'))
    notices.clear('speaker-failed')
    expect(standing()).toEqual(['internal'])
    notices.clear('internal')
    expect(standing()).toEqual([])
  })
})
