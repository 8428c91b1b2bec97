// @vitest-environment jsdom
import { fireEvent, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { HoldSupport } from '@contract/settings'
import type { AppState } from '@contract/state'
import { NO_COUNTS, sharingOn } from '@contract/testing'
import { formatCount } from '../components/format'
import { diagnosticsText } from './diagnostics'
import { line, LIVE, main, push, QUIET, reset, showApp, type Scope } from './testing'

const writeText = vi.fn<(text: string) => Promise<void>>()
Object.defineProperty(navigator, 'clipboard', { value: { writeText } })

afterEach(() => {
  reset()
  writeText.mockReset()
})

const COUNTED: AppState = {
  ...LIVE,
  speaker: { kind: 'on', label: 'Monitor', use: 'fallback' },
  counters: {
    messagesDropped: 1,
    microphoneDroppedMs: 400,
    microphoneLateMs: 300,
    microphoneSlowMs: 40,
    microphoneUnsentMs: 0,
    microphoneFloodMs: 0,
    microphoneCaptureMs: 60,
    microphoneInDoubtMs: 1_000,
    microphoneSentMs: 192_000,
    silenceHeldBackMs: 4_260,
    framesSent: 12,
    framesUnchanged: 1_234,
    voiceUnderruns: 3,
    voiceLeadMs: 80,
    voiceDroppedMs: 0,
    voiceResumed: 2,
  },
}

function open(app: AppState): Scope {
  showApp(app, [line({ id: 'one', text: 'What I said in private' })])
  fireEvent.click(screen.getByRole('button', { name: 'Settings' }))
  return within(screen.getByRole('region', { name: 'Diagnostics' }))
}

const valueOf = (section: Scope, name: string | RegExp): string | null =>
  within(section.getByRole('row', { name })).getByRole('cell').textContent

describe('the diagnostics', () => {
  it('say that nothing is counted yet, and what runs', () => {
    const section = open(QUIET)
    expect(section.getByText(/Nothing is counted before/)).toBeTruthy()
    expect(section.queryByRole('table', { name: 'In this run' })).toBeNull()
    expect(valueOf(section, /^Version/)).toBe('Sightline 0.1.0')
    expect(valueOf(section, /^Microphone in use/)).toBe('none now')
  })

  it('show each count with its unit', () => {
    const section = open(COUNTED)
    const table = within(section.getByRole('table', { name: 'In this run' }))
    expect(table.getAllByRole('cell').map(({ textContent }) => textContent)).toEqual([
      '3 min 12 s',
      '400 ms',
      '300 ms',
      '40 ms',
      '0 ms',
      '0 ms',
      '60 ms',
      '1 s',
      `${formatCount(4.2)} s`,
      '12',
      formatCount(1_234),
      '3',
      '80 ms',
      '0 ms',
      '2',
      '1',
    ])
    expect(valueOf(section, /underruns/)).toBe('3')
  })

  it('count on while they are open', () => {
    const section = open(COUNTED)
    push({ app: { ...COUNTED, counters: { ...COUNTED.counters, voiceUnderruns: 4 } } })
    expect(valueOf(section, /underruns/)).toBe('4')
  })

  it('name the devices in use, and what is known of the shortcut', () => {
    const held = (hold: HoldSupport): AppState => ({
      ...COUNTED,
      shortcut: { kind: 'registered', accelerator: 'F8', hold },
    })
    const section = open(held({ kind: 'hold', proved: false }))
    expect(valueOf(section, /^Holding/)).toBe('not tried in this run')
    push({ app: held({ kind: 'hold', proved: true }) })
    expect(valueOf(section, /^Holding/)).toBe('works')
    push({ app: held({ kind: 'toggle-only', why: 'portal' }) })
    expect(valueOf(section, /^Microphone in use/)).toBe('Desk microphone (system default)')
    expect(valueOf(section, /^Speakers in use/)).toContain('the chosen one is not connected')
    expect(valueOf(section, /^Display server/)).toBe('X11')
    expect(valueOf(section, /^Holding/)).toBe('not offered by this Wayland desktop')
    push({ app: { ...COUNTED, speaker: { kind: 'on', label: '', use: 'default' } } })
    expect(valueOf(section, /^Speakers in use/)).toBe('system default')
  })

  it('are copied as plain text, and say so', async () => {
    writeText.mockResolvedValueOnce(undefined)
    const section = open(COUNTED)
    fireEvent.click(section.getByRole('button', { name: 'Copy diagnostics' }))
    expect(await section.findByText('Copied.')).toBeTruthy()
    const [text = ''] = writeText.mock.lastCall ?? []
    expect(text.split('\n')).toContain('Gaps in the assistant’s voice (underruns): 3')
    expect(text.split('\n')).toContain('Microphone in use: Desk microphone (system default)')
  })

  it('say when they could not be copied', async () => {
    writeText.mockRejectedValueOnce(new Error('denied'))
    const section = open(COUNTED)
    fireEvent.click(section.getByRole('button', { name: 'Copy diagnostics' }))
    expect(await section.findByText('It could not be copied.')).toBeTruthy()
  })

  it('lead to the log', () => {
    const section = open(COUNTED)
    fireEvent.click(section.getByRole('button', { name: 'Show the log’s folder' }))
    expect(main.showLog).toHaveBeenCalledOnce()
  })

  it('hold nothing of the key, of the conversation, or of what is shared', () => {
    const secrets = {
      key: { kind: 'present', source: 'keychain', lastFour: 'wxyz' } as const,
      sharing: sharingOn({ kind: 'window', id: 'window:1', name: 'Payroll' }),
      settings: { ...COUNTED.settings, excluded: ['bank'] },
      notices: [{ id: 1, error: { reason: 'internal' as const, detail: 'a detail' } }],
    } satisfies Partial<AppState>
    const text = diagnosticsText({ ...COUNTED, ...secrets })
    expect(text).not.toMatch(/wxyz|keychain|Payroll|window:1|bank|a detail|private/)
    expect(text).toBe(diagnosticsText(COUNTED))
  })

  it('have no count of which they do not tell', () => {
    for (const name of Object.keys(NO_COUNTS)) {
      const counted = { ...QUIET, counters: { ...NO_COUNTS, [name]: 987 } }
      expect(diagnosticsText(counted)).toContain('987')
    }
  })
})
