// @vitest-environment jsdom
import { fireEvent, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import type { AppState } from '@contract/state'
import { DEFAULT_VOICE_DETECTION } from '@contract/settings'
import { NO_COUNTS, SOME_MODEL } from '@contract/testing'
import { formatCount } from '../components/format'
import { main, QUIET, reset, showApp, type Scope } from './testing'

afterEach(reset)

function open(change: Partial<AppState> = {}): Scope {
  showApp({ ...QUIET, ...change })
  fireEvent.click(screen.getByRole('button', { name: 'Settings' }))
  return within(screen.getByRole('dialog', { name: 'Settings' }))
}

const optionsOf = (dialog: Scope, label: string): (string | null)[] =>
  within(dialog.getByLabelText(label))
    .getAllByRole('option')
    .map(({ textContent }) => textContent)

describe('the settings of talking', () => {
  it('turn local voice detection on', () => {
    const group = within(open().getByRole('group', { name: 'Detect speech on this computer' }))
    fireEvent.click(group.getByRole('radio', { name: 'On' }))
    expect(main.updateSettings).toHaveBeenLastCalledWith({ localVoiceDetection: true })
  })

  it('say what it has saved, once it has', () => {
    expect(open().queryByText(/Sound not sent:/)).toBeNull()
    reset()
    const counters = { ...NO_COUNTS, silenceHeldBackMs: 720_000, microphoneSentMs: 180_000 }
    expect(
      open({ counters }).getByText(
        `Sound not sent: 12 min of 15 min, about ${formatCount(18_000)} tokens (80 %)`,
      ),
    ).toBeTruthy()
  })

  it('change one wish of the server’s detection and keep the others', () => {
    const dialog = open()
    fireEvent.click(dialog.getByRole('radio', { name: 'Less easily' }))
    expect(main.updateSettings).toHaveBeenLastCalledWith({
      serverVoiceDetection: { ...DEFAULT_VOICE_DETECTION, startSensitivity: 'low' },
    })
    const pause = dialog.getByLabelText('Pause that ends what you say')
    fireEvent.change(pause, { target: { value: '1200' } })
    expect(main.updateSettings).toHaveBeenLastCalledWith({
      serverVoiceDetection: { ...DEFAULT_VOICE_DETECTION, silenceMs: 1_200 },
    })
  })

  it('offer no longer pause than the model keeps to, and nothing else that it ignores', () => {
    const models = [
      {
        ...SOME_MODEL,
        voiceDetection: { sensitivity: false, longestSilenceMs: 2_000, prefixPadding: false },
      },
    ]
    const dialog = open({ run: { ...QUIET.run, models } })
    expect(optionsOf(dialog, 'Pause that ends what you say').at(-1)).toBe('2 s')
    expect(dialog.queryByRole('radio', { name: 'Less easily' })).toBeNull()
    expect(dialog.queryByLabelText('Kept from before you were noticed')).toBeNull()
  })

  it('offer nothing to a model that is not known', () => {
    const dialog = open({ settings: { ...QUIET.settings, model: 'gemini-9' } })
    expect(dialog.queryByLabelText('Pause that ends what you say')).toBeNull()
    expect(dialog.getByText(/not known to take wishes/)).toBeTruthy()
  })

  it('are of the tail in push-to-talk', () => {
    const dialog = open({ settings: { ...QUIET.settings, talkMode: 'push-to-talk' } })
    expect(dialog.queryByRole('group', { name: 'Detect speech on this computer' })).toBeNull()
    fireEvent.change(dialog.getByLabelText('After you let go'), { target: { value: '500' } })
    expect(main.updateSettings).toHaveBeenLastCalledWith({ tailMs: 500 })
  })
})
