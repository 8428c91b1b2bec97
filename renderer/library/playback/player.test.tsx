// @vitest-environment jsdom
import { fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { fail, ok } from '@contract/errors'
import { Library } from '../library'
import { LibraryContext } from '../library-context'
import { conversation, NOON, settle, reset } from '../testing'
import { fakeElement, FakeAudio } from './fake-audio'
import {
  LINES,
  RECORDING,
  WORDS,
  button,
  currentLine,
  currentWord,
  lineList,
  open,
  playTo,
  press,
  resetPlayer,
  scrolledTo,
  space,
  spokenLine,
  timeline,
} from './testing-player'

afterEach(resetPlayer)

describe('a conversation that was not recorded', () => {
  it('says so, offers nothing to play, and is looked through all the same', async () => {
    const { api } = await open({ recordings: [] })
    expect(screen.getByText(/was not recorded/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Play' })).toBeNull()
    expect(screen.queryByRole('button', { name: 'Play from here' })).toBeNull()
    expect(lineList().querySelector('.line-hearable')).toBeNull()
    expect(space(document.body)).toBe(true)
    fireEvent.change(timeline(), { target: { value: '30000' } })
    await settle()
    expect(timeline().value).toBe('30000')
    expect(api.placeOfTime).toHaveBeenLastCalledWith({ id: 'c', at: NOON + 30_000 })
    expect(FakeAudio.made).toEqual([])
  })
})

describe('playing', () => {
  it('plays from where the timeline stands, moves it, and pauses', async () => {
    await open()
    fireEvent.change(timeline(), { target: { value: '30000' } })
    await press('Play')
    expect(fakeElement()).toMatchObject({ src: '/recordings/7', currentTime: 30, paused: false })
    await playTo(42.5)
    expect(timeline().getAttribute('aria-valuetext')).toBe('0:42 of 10:00')
    await press('Pause')
    expect(fakeElement().paused).toBe(true)
    expect(button('Play')).toBeTruthy()
  })

  it('marks the line and the word that are heard, and keeps them in sight', async () => {
    await open()
    await press('Play')
    await playTo(12)
    expect(currentLine()?.closest('[data-row]')?.getAttribute('data-row')).toBe('1')
    expect(currentWord()).toBe('three')
    expect(scrolledTo.mock.lastCall?.[0].textContent).toBe('three')
    await playTo(13)
    expect(currentWord()).toBe('four')
    await playTo(505)
    expect(
      within(lineList()).getByText('six').closest('[data-row]')?.getAttribute('data-row'),
    ).toBe('50')
    expect(lineList().querySelectorAll('[aria-current=true]')).toHaveLength(2)
  })

  it('changes no letter of the line', async () => {
    await open()
    await press('Play')
    await playTo(12)
    expect(currentLine()?.querySelector('.line-text')?.textContent).toBe(WORDS)
  })

  it('takes another time from the slider, and goes on there', async () => {
    await open()
    await press('Play')
    fireEvent.change(timeline(), { target: { value: '100000' } })
    await settle()
    expect(fakeElement()).toMatchObject({ currentTime: 100, paused: false })
    expect(timeline().value).toBe('100000')
  })

  it('goes over a gap between recordings', async () => {
    await open({
      recordings: [
        { key: 7, startedAt: NOON, durationMs: 20_000 },
        { key: 8, startedAt: NOON + 300_000, durationMs: 20_000 },
      ],
    })
    await press('Play')
    fakeElement().end()
    await settle()
    expect(fakeElement()).toMatchObject({ src: '/recordings/8', currentTime: 0, paused: false })
    expect(timeline().value).toBe('300000')
  })

  it('has a speed', async () => {
    await open()
    await press('Play')
    fireEvent.change(screen.getByRole('combobox', { name: 'Speed' }), { target: { value: '1.5' } })
    expect(fakeElement().playbackRate).toBe(1.5)
  })

  it('leaves out silence where that is wanted', async () => {
    await open({ recordings: [RECORDING] }, [spokenLine(0), spokenLine(6)])
    fireEvent.click(screen.getByRole('switch', { name: 'Skip silence' }))
    await press('Play')
    await playTo(9.2)
    expect(fakeElement().currentTime).toBe(9.2)
    await playTo(9.31)
    expect(fakeElement().currentTime).toBe(59.3)
  })

  it('says what cannot be played, and tries again', async () => {
    FakeAudio.broken.add('/recordings/7')
    await open()
    await press('Play')
    expect(screen.getByRole('alert').textContent).toMatch(/cannot be played/)
    FakeAudio.broken.clear()
    await press('Play')
    expect(screen.queryByRole('alert')).toBeNull()
    expect(button('Pause')).toBeTruthy()
  })

  it('ends with the review', async () => {
    await open()
    await press('Play')
    const element = fakeElement()
    await press('All conversations')
    expect(element).toMatchObject({ paused: true, src: '' })
  })

  it('says why lines cannot be followed, and plays all the same', async () => {
    const { api, tell } = await open({ recordings: [] })
    api.readConversation.mockImplementation(async () => {
      const [summary] = [conversation({ id: 'c', lines: LINES.length })]
      const nothing = { frames: [], marks: [], events: [] }
      return Promise.resolve(
        ok({
          summary,
          ...nothing,
          sittings: [{ from: NOON, to: NOON + 600_000 }],
          recordings: [RECORDING],
        }),
      )
    })
    const read = api.readLines.getMockImplementation()
    api.readLines.mockImplementation((request) =>
      request.count === LINES.length || read === undefined
        ? Promise.resolve(fail('transcript-not-read'))
        : read(request),
    )
    await tell({ kind: 'changed' })
    expect(screen.getByRole('alert').textContent).toMatch(/Transcripts not read/)
    await press('Play')
    await playTo(12)
    expect(currentLine()).toBeNull()
    expect(timeline().value).toBe('12000')
  })
})

describe('while a conversation is on', () => {
  it('nothing is played, as the microphone would hear it', async () => {
    await open({ recordings: [RECORDING] }, LINES, { isOn: true })
    expect(screen.getByText(/once the conversation that is on has ended/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Play' })).toBeNull()
    expect(space(document.body)).toBe(true)
    expect(lineList().querySelector('.line-hearable')).toBeNull()
  })

  it('one that begins pauses what is played, and leaves it where it was', async () => {
    const { api } = await open()
    await press('Play')
    await playTo(42)
    const element = fakeElement()
    const show = (isOn: boolean) => (
      <LibraryContext value={api}>
        <Library isOn={isOn} opening={null} onClose={() => undefined} />
      </LibraryContext>
    )
    // As it was left: the same conversation is open, and nothing of it is played.
    reset()
    expect(element.paused).toBe(true)
    const { rerender } = render(show(false))
    await settle()
    await press('Play')
    await playTo(42)
    rerender(show(true))
    await settle()
    expect(fakeElement().paused).toBe(true)
    expect(screen.queryByRole('button', { name: 'Pause' })).toBeNull()
    rerender(show(false))
    await settle()
    expect(timeline().value).toBe('42000')
    await press('Play')
    expect(fakeElement()).toMatchObject({ currentTime: 42, paused: false })
  })
})

describe('the space bar', () => {
  it('plays and pauses from a line and from the timeline', async () => {
    await open()
    const [line] = within(lineList()).getAllByRole('article')
    expect(space(line ?? document.body)).toBe(false)
    await settle()
    expect(button('Pause')).toBeTruthy()
    space(timeline())
    await settle()
    expect(button('Play')).toBeTruthy()
  })

  it('is left to fields, buttons and switches', async () => {
    await open()
    for (const element of [
      screen.getByRole('searchbox'),
      button('Play'),
      screen.getByRole('switch', { name: 'Skip silence' }),
      screen.getByRole('combobox', { name: 'Speed' }),
    ]) {
      expect(space(element)).toBe(true)
    }
    expect(button('Play')).toBeTruthy()
  })
})
