// @vitest-environment jsdom
import { fireEvent, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import type { AppState } from '@contract/state'
import { formatCount } from '../components/format'
import { LIVE, main, push, QUIET, reset, showApp } from './testing'
import { reconnecting, sharingOn } from '@contract/testing'

afterEach(reset)

const UNREACHABLE = { reason: 'server-unreachable' } as const

const buttons = (): (string | null)[] =>
  screen
    .getAllByRole('button')
    .map((button) => button.textContent)
    .filter((name) => name !== 'Settings')
const status = (): string | null =>
  screen.getByRole('status', { name: 'Session status' }).textContent
const talk = (changes: Partial<AppState['talk']>): AppState => ({
  ...LIVE,
  talk: { ...LIVE.talk, ...changes },
})

describe('the state of the session', () => {
  it.each<[string, AppState]>([
    ['Idle', QUIET],
    ['Connecting…', { ...QUIET, session: { kind: 'connecting', since: 1 } }],
    ['Live', LIVE],
    ['Live · microphone muted', talk({ muted: true })],
    ['Live · assistant speaking', talk({ assistantSpeaking: true })],
    ['Live · you are talking', talk({ talking: true })],
    ['Reconnecting…', { ...QUIET, session: reconnecting({ error: UNREACHABLE, attempt: 1 }) }],
    [
      'No connection · trying again…',
      { ...QUIET, session: reconnecting({ error: UNREACHABLE, attempt: 2 }) },
    ],
    [
      'No connection · next try in 1 s',
      { ...QUIET, session: reconnecting({ error: UNREACHABLE, attempt: 2, retryAt: 1 }) },
    ],
    [
      'Paused while the computer sleeps',
      { ...QUIET, session: { kind: 'paused', since: 1, why: 'asleep' } },
    ],
    ['Still no connection', { ...QUIET, session: { kind: 'paused', since: 1, why: 'gave-up' } }],
    ['Ended', { ...QUIET, session: { kind: 'ended', at: 1 } }],
    [
      'Quota used up',
      { ...QUIET, session: { kind: 'failed', error: { reason: 'quota-exhausted' } } },
    ],
  ])('says %s', (text, app) => {
    showApp(app)
    expect(status()).toBe(text)
  })
})

describe('a conversation that is interrupted', () => {
  it('says at length what is wrong once it lasts, and can be tried at once', () => {
    const session = reconnecting({ error: UNREACHABLE, attempt: 2 })
    showApp({ ...LIVE, session })
    expect(screen.queryByRole('alert')).toBeNull()
    push({ app: { ...LIVE, session: { ...session, attempt: 3 } } })
    expect(screen.getByRole('alert').textContent).toContain('Sightline keeps trying by itself.')
    fireEvent.click(screen.getByRole('button', { name: 'Try now' }))
    expect(main.retryConnection).toHaveBeenCalledOnce()
    push({ app: LIVE })
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('that was given up can be gone on with, or ended', () => {
    showApp({ ...LIVE, session: { kind: 'paused', since: 1, why: 'gave-up' } })
    expect(buttons()).toEqual(['Reconnect', 'Reconnect', 'End conversation'])
    const [first] = screen.getAllByRole('button', { name: 'Reconnect' })
    if (first) fireEvent.click(first)
    expect(main.startConversation).toHaveBeenCalledOnce()
    fireEvent.click(screen.getByRole('button', { name: 'End conversation' }))
    expect(main.endConversation).toHaveBeenCalledOnce()
  })
})

describe('what was not sent', () => {
  const saved = (counters: Partial<AppState['counters']>, app = LIVE): string | null => {
    showApp({ ...app, counters: { ...app.counters, ...counters } })
    return screen.queryByText(/^Not sent in this run/)?.textContent ?? null
  }

  it('is told during the conversation, once there is something', () => {
    expect(saved({ microphoneSentMs: 60_000, framesSent: 60 })).toBeNull()
    reset()
    const sent = { microphoneSentMs: 180_000, framesSent: 10 }
    const held = { silenceHeldBackMs: 720_000, framesUnchanged: 240 }
    expect(saved({ ...sent, ...held })).toBe(
      `Not sent in this run: 12 min of sound, 240 unchanged pictures; about ${formatCount(35_000)} tokens saved (87 %).`,
    )
  })

  it('names the one kind that there is', () => {
    expect(saved({ framesUnchanged: 1 })).toBe(
      'Not sent in this run: one unchanged picture; about 70 tokens saved (100 %).',
    )
    reset()
    expect(saved({ silenceHeldBackMs: 20_000 })).toContain('20 s of sound; about 500 tokens')
  })

  it('makes no line while nothing is on', () => {
    expect(saved({ silenceHeldBackMs: 20_000 }, QUIET)).toBeNull()
  })
})

describe('buttons that do not apply are absent', () => {
  it.each<[string, AppState]>([
    ['idle', QUIET],
    ['ended', { ...QUIET, session: { kind: 'ended', at: 1 } }],
  ])('%s', (_name, app) => {
    showApp(app)
    expect(buttons()).toEqual(['Start conversation'])
    expect(screen.getByRole('textbox', { name: 'Message' })).toHaveProperty('disabled', true)
  })

  it('failed: the way on, and a new start', () => {
    showApp({ ...QUIET, session: { kind: 'failed', error: { reason: 'key-refused' } } })
    expect(buttons()).toEqual(['Enter another key', 'Start conversation'])
    expect(screen.getByRole('alert').textContent).toContain('Google does not accept this API key')
  })

  it('connecting', () => {
    showApp({ ...QUIET, session: { kind: 'connecting', since: 1 } })
    expect(buttons()).toEqual([
      'Record',
      'Mute microphone',
      'Share',
      'Mark this moment',
      'End conversation',
    ])
    expect(screen.getByRole('textbox', { name: 'Message' })).toHaveProperty('disabled', true)
  })

  it('live, muted and sharing', () => {
    const source = { kind: 'window', id: 'w', name: 'Budget' } as const
    showApp({
      ...talk({ muted: true }),
      sharing: sharingOn(source),
    })
    expect(buttons()).toEqual([
      'Record',
      'Cover parts…',
      'Send',
      'Unmute microphone',
      'Stop sharing',
      'Switch source',
      'Mark this moment',
      'End conversation',
    ])
  })

  it('push-to-talk adds Talk, which says whether it is held', () => {
    showApp({
      ...talk({ talking: true }),
      settings: { ...LIVE.settings, talkMode: 'push-to-talk' },
    })
    const button = screen.getByRole('button', { name: 'Talk' })
    expect(button.getAttribute('aria-pressed')).toBe('true')
    fireEvent.click(button)
    expect(main.toggleTalking).toHaveBeenCalledOnce()
  })

  it('takes back with Escape what is being said, and nothing else', () => {
    showApp({ ...LIVE, settings: { ...LIVE.settings, talkMode: 'push-to-talk' } })
    fireEvent.keyDown(document.body, { key: 'Escape' })
    expect(main.cancelTalking).not.toHaveBeenCalled()
    push({ app: { ...talk({ talking: true }) } })
    expect(screen.getByText(/Esc takes back/)).toBeTruthy()
    fireEvent.keyDown(document.body, { key: 'a' })
    expect(main.cancelTalking).not.toHaveBeenCalled()
    fireEvent.keyDown(document.body, { key: 'Escape' })
    expect(main.cancelTalking).toHaveBeenCalledOnce()
  })

  it('asks main for what they say', () => {
    showApp(LIVE)
    fireEvent.click(screen.getByRole('button', { name: 'Mute microphone' }))
    expect(main.setMuted).toHaveBeenCalledWith({ muted: true })
    fireEvent.click(screen.getByRole('button', { name: 'End conversation' }))
    expect(main.endConversation).toHaveBeenCalledOnce()
  })

  it('keeps the keyboard in the group when the focused button goes', () => {
    showApp(QUIET)
    screen.getByRole('button', { name: 'Start conversation' }).focus()
    push({ app: LIVE })
    expect(document.activeElement?.textContent).toBe('Mute microphone')
  })
})

describe('what is captured', () => {
  const sign = (): string | null => screen.getByRole('region', { name: 'Captured now' }).textContent

  it('says so when it is nothing', () => {
    showApp(QUIET)
    expect(sign()).toBe('Nothing is captured')
  })

  it('tells the microphone and the source', () => {
    const source = { kind: 'screen', id: 's', name: 'Left' } as const
    showApp({ ...LIVE, sharing: sharingOn(source) })
    expect(sign()).toContain('Microphone on')
    expect(sign()).toContain('Desk microphone')
    expect(sign()).toContain('Screen: Left')
  })

  it('tells of the echo test, of which nothing is sent', () => {
    showApp({ ...QUIET, echoTest: true })
    expect(sign()).toBe('Microphone: echo test, nothing is sent')
  })

  it('tells a muted microphone from one that is heard', () => {
    showApp(talk({ muted: true }))
    expect(sign()).toContain('muted, nothing is sent')
  })

  it('says that sharing is paused, and why', () => {
    const source = { kind: 'screen', id: 's', name: 'Left' } as const
    const paused = { kind: 'excluded-window', name: 'Bank' } as const
    showApp({ ...LIVE, sharing: sharingOn(source, { paused }) })
    expect(sign()).toContain('Screen: Left · paused while “Bank” is open')
    expect(screen.getByRole('status', { name: '' }).textContent).toContain('Nothing is sent')
  })

  it('shows the very picture that was sent, and none of an earlier share', () => {
    const source = { kind: 'camera', id: 'c', name: 'Webcam' } as const
    showApp({ ...LIVE, sharing: sharingOn(source, { shareId: 2, since: 5_000 }) })
    const frame = { shareId: 2, jpeg: new Uint8Array(84_000), width: 1280, height: 720 }
    push({ lastFrame: { ...frame, shareId: 1, sentAt: Date.now() } })
    expect(screen.queryByRole('img')).toBeNull()
    push({ lastFrame: { ...frame, sentAt: Date.now() } })
    const image = screen.getByRole('img', { name: /What the assistant sees/ })
    expect(image.getAttribute('src')).toBe('blob:picture')
    const panel = screen.getByRole('region', { name: 'What the assistant sees' })
    expect(panel.textContent).toContain('1280 × 720 · 84 kB · sent now')
    expect(panel.textContent).toContain('Camera: Webcam')
  })
})

describe('failures', () => {
  it('lead to the page of the system where it has one', () => {
    const microphone = { kind: 'failed', error: { reason: 'microphone-denied' } } as const
    showApp({ ...LIVE, run: { ...LIVE.run, platform: 'darwin' }, microphone })
    const alert = within(screen.getByRole('alert'))
    fireEvent.click(alert.getByRole('button', { name: 'Open system settings' }))
    expect(main.openPermissionSettings).toHaveBeenCalledWith({ permission: 'microphone' })
    expect(alert.getByRole('button', { name: 'Try again' })).toBeTruthy()
  })

  it('say where to look on Linux', () => {
    const microphone = { kind: 'failed', error: { reason: 'microphone-denied' } } as const
    showApp({ ...LIVE, microphone })
    expect(screen.queryByRole('button', { name: 'Open system settings' })).toBeNull()
    expect(screen.getByRole('alert').textContent).toContain('Privacy › Microphone')
  })

  it('are told once, though two parts of the state tell them', () => {
    const error = { reason: 'microphone-missing' } as const
    showApp({ ...LIVE, microphone: { kind: 'failed', error }, notices: [{ id: 1, error }] })
    expect(screen.getAllByRole('alert')).toHaveLength(1)
  })

  it('of notices go when dismissed', () => {
    showApp({ ...QUIET, notices: [{ id: 7, error: { reason: 'transcript-not-saved' } }] })
    fireEvent.click(screen.getByRole('button', { name: 'Dismiss' }))
    expect(main.dismissNotice).toHaveBeenCalledWith({ id: 7 })
  })

  it('of a request are shown', async () => {
    main.startConversation.mockResolvedValue({ ok: false, error: { reason: 'server-unreachable' } })
    showApp(QUIET)
    fireEvent.click(screen.getByRole('button', { name: 'Start conversation' }))
    expect((await screen.findByRole('alert')).textContent).toContain('could not be reached')
  })
})

describe('standing notices', () => {
  it('tell of the test runtime, the sandbox and a shortcut that does nothing', () => {
    showApp({
      ...QUIET,
      run: { ...QUIET.run, testRuntime: '33.2.1', sandboxOff: true },
      shortcut: { kind: 'taken', accelerator: 'Control+Shift+Space' },
    })
    const notices = screen.getByRole('region', { name: 'Notices' }).textContent
    expect(notices).toContain('This is a test runtime (Electron 33.2.1), not for daily use')
    expect(notices).toContain('sandbox is off')
    fireEvent.click(screen.getByRole('button', { name: 'Choose another' }))
    expect(screen.getByRole('dialog', { name: 'Settings' })).toBeTruthy()
    expect(document.activeElement?.textContent).toBe('Change shortcut')
  })

  it('tell of the demo, with a way out', () => {
    showApp({ ...QUIET, key: { kind: 'none' }, demo: true })
    fireEvent.click(screen.getByRole('button', { name: 'Leave the demo' }))
    expect(main.leaveDemo).toHaveBeenCalledOnce()
  })
})
