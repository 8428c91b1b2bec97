import { expect, it } from 'vitest'
import { initialState } from '@main/initial-state'
import { DEFAULT_SETTINGS } from '@contract/testing'
import type { RunFacts } from '@contract/state'
import { describeSafeMode } from './safe-mode-facts'

const run: RunFacts = {
  version: '1.2.3',
  platform: 'linux',
  displayServer: 'x11',
  testRuntime: null,
  sandboxOff: false,
  keyStorage: 'keychain',
  models: [],
}

it('says what died and what goes on, and nothing that a person wrote', () => {
  const key = { kind: 'present', source: 'keychain', lastFour: 'wxyz' } as const
  const none = { kind: 'none' } as const
  const access = {
    ready: true,
    secrets: { 'token-endpoint': none, 'vertex-key': none },
    serverOrigin: 'https://gateway.example',
  }
  const settings = { ...DEFAULT_SETTINGS, excluded: ['secret title'] }
  const state = initialState(run, settings, { key, access })
  const live = { ...state, session: { kind: 'live' as const, since: 1 } } as typeof state
  const facts = describeSafeMode(live, [{ reason: 'crashed', exitCode: 5 }])
  expect(facts.talking).toBe(true)
  expect(facts.diagnostics).toContain('Sightline 1.2.3 on linux (x11)')
  expect(facts.diagnostics).toContain('crashed (5)')
  expect(facts.diagnostics).not.toMatch(/secret title|wxyz|gateway/)
  expect(describeSafeMode(state, []).talking).toBe(false)
})
