// @vitest-environment jsdom
import { fireEvent, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { fail, ok } from '@contract/errors'
import type { ConversationDetail, LibraryLine } from '@contract/library'
import {
  conversation,
  fakeLibrary,
  libraryLine,
  NOON,
  reset,
  settle,
  showLibrary,
} from '../testing'
import { fakeElement, FakeAudio, forgetFakeAudio, installFakeAudio } from './fake-audio'

installFakeAudio()
const scrolledTo = vi.fn<(element: Element) => void>()
Element.prototype.scrollIntoView = function scrollIntoView(this: Element) {
  scrolledTo(this)
}
/** What the pointer is over; jsdom lays nothing out. */
let caret: { offsetNode: Node; offset: number } | null = null
Object.defineProperty(document, 'caretPositionFromPoint', { value: () => caret })

afterEach(() => {
  reset()
  forgetFakeAudio()
  scrolledTo.mockClear()
  caret = null
})

/** Ten seconds of each line, from its start on; a word of a second each. */
const WORDS = 'one two three four five six seven eight nine ten'
const spokenLine = (index: number, changes: Partial<LibraryLine> = {}): LibraryLine =>
  libraryLine(index, {
    speaker: 'assistant',
    text: WORDS,
    startedAt: NOON + index * 10_000,
    endedAt: NOON + index * 10_000 + 9_000,
    ...changes,
  })
const LINES = Array.from({ length: 60 }, (_, index) => spokenLine(index))
const RECORDING = { key: 7, startedAt: NOON, durationMs: 600_000 }

async function open(
  detail: Partial<ConversationDetail> = { recordings: [RECORDING] },
  lines: readonly LibraryLine[] = LINES,
  options: { isOn?: boolean } = {},
) {
  const library = fakeLibrary(
    [conversation({ id: 'c', title: 'The talk', startedAt: NOON, endedAt: NOON + 600_000 })],
    lines,
    detail,
  )
  await showLibrary(library.api, options)
  fireEvent.click(screen.getByRole('button', { name: /^The talk/ }))
  await settle()
  return library
}
const button = (name: string): HTMLElement => screen.getByRole('button', { name })
const press = async (name: string): Promise<void> => {
  fireEvent.click(button(name))
  await settle()
}
const playTo = async (seconds: number): Promise<void> => {
  fakeElement().playTo(seconds)
  await settle()
}
const lineList = (): HTMLElement => screen.getByRole('list', { name: 'Lines' })
const timeline = (): HTMLInputElement => screen.getByRole('slider', { name: 'Timeline' })
const currentLine = (): Element | null => lineList().querySelector('article[aria-current=true]')
const currentWord = (): string | undefined =>
  lineList().querySelector('span[aria-current=true]')?.textContent
const space = (element: Element): boolean => fireEvent.keyDown(element, { key: ' ' })

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
      return Promise.resolve(ok({ summary, ...nothing, recordings: [RECORDING] }))
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

describe('a word', () => {
  const click = async (row: number, place: number): Promise<void> => {
    const text = lineList().querySelector(`[data-row="${row}"] .line-text`)
    const node = text?.querySelector('span')?.firstChild ?? null
    if (text === null || node === null) throw new Error('No such line')
    caret = { offsetNode: node, offset: place }
    fireEvent.click(text)
    await settle()
  }

  it('that is clicked is heard', async () => {
    await open()
    await click(2, WORDS.indexOf('four') + 1)
    expect(fakeElement().paused).toBe(false)
    expect(currentWord()).toBe('four')
    expect(fakeElement().currentTime).toBeCloseTo(20 + (14 / WORDS.length) * 9, 1)
  })

  it('is not played while text is being marked', async () => {
    await open()
    window
      .getSelection()
      ?.selectAllChildren(within(lineList()).getAllByText(WORDS)[0] ?? lineList())
    await click(2, 3)
    window.getSelection()?.removeAllRanges()
    expect(FakeAudio.made).toEqual([])
  })

  it('is found in a line by the keyboard with its button', async () => {
    await open()
    fireEvent.click(screen.getAllByRole('button', { name: 'Play from here' })[3] ?? document.body)
    await settle()
    expect(fakeElement()).toMatchObject({ currentTime: 30, paused: false })
  })

  it('that was typed cannot be heard', async () => {
    await open({ recordings: [RECORDING] }, [spokenLine(0, { channel: 'typed' })])
    expect(lineList().querySelector('.line-hearable')).toBeNull()
    expect(screen.queryByRole('button', { name: 'Play from here' })).toBeNull()
  })
})

describe('lines that are scrolled away from', () => {
  it('stay where they are until they are to follow again', async () => {
    await open()
    await press('Play')
    expect(screen.queryByRole('button', { name: 'Follow' })).toBeNull()
    fireEvent.wheel(lineList())
    const top = lineList().scrollTop
    await playTo(505)
    expect(lineList().scrollTop).toBe(top)
    expect(timeline().value).toBe('505000')
    await press('Follow')
    expect(lineList().scrollTop).toBeGreaterThan(top)
    expect(currentWord()).toBe('six')
    expect(screen.queryByRole('button', { name: 'Follow' })).toBeNull()
    expect(document.activeElement).not.toBe(document.body)
  })

  it('follow again when something else is to be heard', async () => {
    await open()
    await press('Play')
    fireEvent.wheel(lineList())
    await playTo(12)
    fireEvent.change(timeline(), { target: { value: '100000' } })
    await settle()
    expect(screen.queryByRole('button', { name: 'Follow' })).toBeNull()
  })
})

describe('marks and pictures', () => {
  const marks = [
    { key: 1, at: NOON + 60_000, note: '' },
    { key: 2, at: NOON + 120_000, note: 'There' },
  ]

  it('are gone to, one after the other and back', async () => {
    await open({ recordings: [RECORDING], marks })
    await press('Play')
    await press('Next mark')
    expect(fakeElement().currentTime).toBe(60)
    await press('Next mark')
    expect(fakeElement().currentTime).toBe(120)
    expect(button('Next mark').getAttribute('aria-disabled')).toBe('true')
    await press('Next mark')
    expect(fakeElement().currentTime).toBe(120)
    await press('Previous mark')
    expect(fakeElement().currentTime).toBe(60)
  })

  it('are not gone back to for ever where nothing was recorded', async () => {
    const recordings = [
      { key: 7, startedAt: NOON, durationMs: 80_000 },
      { key: 8, startedAt: NOON + 200_000, durationMs: 80_000 },
    ]
    await open({ recordings, marks })
    await press('Play')
    fireEvent.change(timeline(), { target: { value: '120000' } })
    await settle()
    expect(fakeElement().src).toBe('/recordings/8')
    await playTo(1)
    await press('Previous mark')
    expect(fakeElement()).toMatchObject({ src: '/recordings/7', currentTime: 60 })
  })

  it('are not offered where there are none', async () => {
    await open()
    expect(screen.queryByRole('button', { name: 'Next mark' })).toBeNull()
  })

  it('show which picture is the one of the moment', async () => {
    const frame = (key: number, at: number) => ({
      key,
      at: NOON + at,
      sourceKind: 'window' as const,
      sourceName: `Window ${key}`,
      width: 1280,
      height: 720,
      isKept: true,
    })
    await open({ recordings: [RECORDING], frames: [frame(1, 5_000), frame(2, 300_000)] })
    const current = (): (string | null)[] =>
      within(screen.getByRole('list', { name: 'Pictures that were shown' }))
        .getAllByRole('button')
        .map((one) => one.getAttribute('aria-current'))
    await press('Play')
    expect(current()).toEqual(['false', 'false'])
    await playTo(20)
    expect(current()).toEqual(['true', 'false'])
    await playTo(301)
    expect(current()).toEqual(['false', 'true'])
  })
})
