// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ConversationPlayer } from './conversation-player'
import {
  fakeContext,
  fakeElement,
  fakeNodes,
  FakeAudio,
  forgetFakeAudio,
  installFakeAudio,
} from './fake-audio'
import type { Playback } from './playback'
import { stretchesOf } from './stretches'

installFakeAudio()

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
}
let player: ConversationPlayer
beforeEach(() => {
  player = new ConversationPlayer(
    stretchesOf(
      [
        { key: 7, startedAt: 1_000, durationMs: 10_000 },
        { key: 9, startedAt: 20_000, durationMs: 5_000 },
      ],
      25_000,
    ),
  )
})
afterEach(() => {
  player.close()
  forgetFakeAudio()
})

const state = (): Playback => player.store.getState()
const play = async (from = 0): Promise<void> => {
  player.note({ kind: 'play', from })
  await settle()
}

describe('playing', () => {
  it('asks for nothing until it is wanted', () => {
    player.note({ kind: 'speedChosen', speed: 2 })
    expect(FakeAudio.made).toEqual([])
  })

  it('has the recording heard from where it is wanted, in both ears', async () => {
    await play(4_000)
    expect(fakeElement()).toMatchObject({
      src: '/recordings/7',
      currentTime: 3,
      paused: false,
      preservesPitch: true,
    })
    expect(fakeContext().state).toBe('running')
    expect(fakeNodes()).toContainEqual(
      expect.objectContaining({ channelCount: 1, channelCountMode: 'explicit', gain: 2 }),
    )
    expect(state().phase.kind).toBe('playing')
  })

  it('is where the element is', async () => {
    await play()
    fakeElement().playTo(2.5)
    expect(state().at).toBe(3_500)
    fakeElement().seeking = true
    fakeElement().playTo(9)
    expect(state().at).toBe(3_500)
  })

  it('follows the element with each picture of the screen', async () => {
    await play()
    fakeElement().currentTime = 1.25
    await vi.waitFor(() => expect(state().at).toBe(2_250))
  })

  it('goes on with the next recording', async () => {
    await play()
    fakeElement().end()
    await settle()
    expect(fakeElement()).toMatchObject({ src: '/recordings/9', currentTime: 0, paused: false })
    expect(FakeAudio.made).toHaveLength(1)
    fakeElement().end()
    await settle()
    expect(state().phase.kind).toBe('ended')
    expect(fakeContext().state).toBe('suspended')
  })

  it('keeps its speed over recordings', async () => {
    await play()
    player.note({ kind: 'speedChosen', speed: 1.5 })
    expect(fakeElement().playbackRate).toBe(1.5)
    fakeElement().end()
    expect(fakeElement()).toMatchObject({ playbackRate: 1.5, defaultPlaybackRate: 1.5 })
  })

  it('goes to another time of the same recording without reading it anew', async () => {
    await play()
    fakeElement().load.mockClear()
    player.note({ kind: 'sought', at: 9_000, plays: false })
    expect(fakeElement().currentTime).toBe(8)
    expect(fakeElement().load).not.toHaveBeenCalled()
  })

  it('waits with the element', async () => {
    await play()
    fakeElement().readyState = 2
    fakeElement().dispatchEvent(new Event('waiting'))
    expect(state().phase.kind).toBe('loading')
    fakeElement().readyState = 4
    fakeElement().dispatchEvent(new Event('playing'))
    expect(state().phase.kind).toBe('playing')
  })
})

describe('a pause', () => {
  it('lets the speakers rest, and goes on without a jump', async () => {
    await play()
    fakeElement().playTo(2.5)
    player.note({ kind: 'pause' })
    expect(fakeElement().paused).toBe(true)
    expect(fakeContext().state).toBe('suspended')
    await play()
    expect(fakeElement()).toMatchObject({ currentTime: 2.5, paused: false })
    expect(fakeElement().src).toBe('/recordings/7')
    expect(fakeContext().state).toBe('running')
  })

  it('that comes before the speakers are open lets nothing be heard', async () => {
    player.note({ kind: 'play', from: 0 })
    player.note({ kind: 'pause' })
    await settle()
    expect(fakeElement().play).not.toHaveBeenCalled()
    expect(fakeContext().state).toBe('suspended')
  })

  it('by a key of the keyboard is one, and none starts it', async () => {
    await play()
    fakeElement().pause()
    expect(state().phase.kind).toBe('paused')
    void fakeElement().play()
    expect(fakeElement().paused).toBe(true)
  })
})

describe('what cannot be played', () => {
  it('is told, and read anew at the next try', async () => {
    FakeAudio.broken.add('/recordings/7')
    await play(3_000)
    expect(state().phase).toEqual({ kind: 'failed', trouble: 'recording' })
    FakeAudio.broken.clear()
    fakeElement().load.mockClear()
    await play()
    expect(fakeElement().load).toHaveBeenCalledTimes(1)
    expect(fakeElement().currentTime).toBe(2)
    expect(state().phase.kind).toBe('playing')
  })

  it('is told where there is nothing to hear it with', async () => {
    player.note({ kind: 'play', from: 0 })
    fakeContext().resume.mockRejectedValueOnce(new DOMException('', 'InvalidStateError'))
    await settle()
    expect(state().phase).toEqual({ kind: 'failed', trouble: 'speaker' })
    await play()
    expect(state().phase.kind).toBe('playing')
  })
})

describe('the speakers', () => {
  it('are those that were chosen, also while it plays', async () => {
    await play()
    expect(fakeContext().sinkId).toBe('')
    player.setChoice({ id: 'desk', label: 'Desk' })
    await settle()
    expect(fakeContext().sinkId).toBe('desk')
  })

  it('are let go of at the end, and opened again', async () => {
    await play()
    const [element, context] = [fakeElement(), fakeContext()]
    player.close()
    expect(element).toMatchObject({ src: '', paused: true })
    expect(context.state).toBe('closed')
    await play()
    expect(fakeElement()).not.toBe(element)
    expect(fakeElement().src).toBe('/recordings/7')
  })
})
