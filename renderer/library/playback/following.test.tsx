// @vitest-environment jsdom
import { fireEvent, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { ok } from '@contract/errors'
import { NOON, settle } from '../testing'
import { fakeElement, FakeAudio } from './fake-audio'
import {
  LINES,
  RECORDING,
  WORDS,
  button,
  currentWord,
  lineList,
  open,
  playTo,
  pointer,
  press,
  resetPlayer,
  spokenLine,
  timeline,
} from './testing-player'

afterEach(resetPlayer)

describe('a word', () => {
  const click = async (row: number, place: number): Promise<void> => {
    const text = lineList().querySelector(`[data-row="${row}"] .line-text`)
    const node = text?.querySelector('span')?.firstChild ?? null
    if (text === null || node === null) throw new Error('No such line')
    pointer.caret = { offsetNode: node, offset: place }
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

describe('a line that was searched for', () => {
  type Opened = Awaited<ReturnType<typeof open>>
  const find = async ({ api }: Opened, index: number, lines = LINES): Promise<void> => {
    const { position, speaker, text, startedAt } = lines[index] ?? spokenLine(0)
    const place = { conversationId: 'c', conversationTitle: 'The talk', position, startedAt }
    const found = { key: index, speaker, text, found: [{ start: 0, end: 3 }] }
    api.searchConversations.mockResolvedValue(ok([{ ...place, ...found }]))
    fireEvent.change(screen.getByRole('searchbox'), { target: { value: `word ${index}` } })
    await settle()
    const results = screen.getByRole('list', { name: 'Search results' })
    fireEvent.click(within(results).getByRole('button'))
    await settle()
  }

  it('is what is heard first', async () => {
    await find(await open(), 20)
    expect(timeline().value).toBe('200000')
    await press('Play')
    expect(fakeElement()).toMatchObject({ currentTime: 200, paused: false })
  })

  it('is heard from where it was said, before its words came', async () => {
    const question = { speaker: 'user' as const, startedAt: NOON + 208_000 }
    const lines = LINES.map((line, index) => (index === 20 ? { ...line, ...question } : line))
    const library = await open({ recordings: [RECORDING] }, lines)
    await find(library, 20, lines)
    await press('Play')
    const { currentTime } = fakeElement()
    expect(currentTime).toBeLessThan(208)
    expect(currentTime).toBeGreaterThan(200)
  })

  it('is gone to by what is played already', async () => {
    const library = await open()
    await press('Play')
    await playTo(42)
    await find(library, 30)
    expect(fakeElement()).toMatchObject({ currentTime: 300, paused: false })
  })

  it('is not gone back to once another time was chosen', async () => {
    await find(await open(), 20)
    fireEvent.change(timeline(), { target: { value: '30000' } })
    await settle()
    await press('Play')
    expect(fakeElement().currentTime).toBe(30)
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
