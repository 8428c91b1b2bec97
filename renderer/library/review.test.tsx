// @vitest-environment jsdom
import { fireEvent, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { fail, ok, type Result } from '@contract/errors'
import type { ConversationDetail, LibraryLine } from '@contract/library'
import { conversation, fakeLibrary, libraryLine, NOON, reset, settle, showLibrary } from './testing'

afterEach(reset)

const writeText = vi.fn(() => Promise.resolve())
Object.defineProperty(navigator, 'clipboard', { value: { writeText } })

const manyLines = (count: number): LibraryLine[] =>
  Array.from({ length: count }, (_, index) => libraryLine(index))

async function open(
  lines: LibraryLine[],
  detail: Partial<ConversationDetail> = {},
  options: { isOn?: boolean; onClose?: () => void } = {},
) {
  const length = Math.max(10, lines.length) * 1_000
  const library = fakeLibrary(
    [conversation({ id: 'c', title: 'The talk', startedAt: NOON, endedAt: NOON + length })],
    lines,
    detail,
  )
  await showLibrary(library.api, options)
  fireEvent.click(screen.getByRole('button', { name: /^The talk/ }))
  await settle()
  return library
}
const lineList = (): HTMLElement => screen.getByRole('list', { name: 'Lines' })
const timeline = (): HTMLInputElement => screen.getByRole('slider', { name: 'Timeline' })
const press = async (key: string, more: object = {}): Promise<void> => {
  fireEvent.keyDown(document.activeElement ?? document.body, { key, ...more })
  await settle()
}

describe('a conversation under review', () => {
  it('opens with fifty thousand lines at once, of which a page is read', async () => {
    const { api } = await open(manyLines(50_000))
    expect(within(lineList()).getAllByRole('listitem').length).toBeLessThan(40)
    expect(api.readLines.mock.calls).toEqual([[{ id: 'c', from: 0, count: 100 }]])
    expect(screen.getByText('Line 0')).toBeTruthy()
  })

  it('moves the timeline as the lines are scrolled', async () => {
    await open(manyLines(5_000))
    expect(timeline().value).toBe('0')
    const scroller = lineList()
    fireEvent.wheel(scroller)
    scroller.scrollTop = 200_000
    fireEvent.scroll(scroller)
    await settle()
    const second = Number(timeline().value) / 1_000
    expect(second).toBeGreaterThan(1_900)
    expect(within(scroller).getByText(`Line ${second}`)).toBeTruthy()
    expect(timeline().getAttribute('aria-valuetext')).toMatch(/^\d\d:\d\d of 1:23:20$/)
    within(scroller).getAllByRole('article').at(-1)?.focus()
    await press('End')
    expect(Number(timeline().value)).toBeGreaterThan(4_990_000)
  })

  it('scrolls to the line of a time that is chosen, and holds that time', async () => {
    const { api } = await open(manyLines(5_000))
    fireEvent.change(timeline(), { target: { value: '3000000' } })
    await settle()
    expect(api.placeOfTime).toHaveBeenLastCalledWith({ id: 'c', at: NOON + 3_000_000 })
    expect(within(lineList()).getByText('Line 3000')).toBeTruthy()
    expect(timeline().value).toBe('3000000')
  })

  it('asks for the newest time alone while the slider is dragged', async () => {
    const { api } = await open(manyLines(100))
    const answers: ((answer: Result<number>) => void)[] = []
    api.placeOfTime.mockImplementation(() => new Promise((resolve) => answers.push(resolve)))
    for (const value of ['10000', '20000', '30000', '40000']) {
      fireEvent.change(timeline(), { target: { value } })
    }
    answers[0]?.(ok(10))
    await settle()
    expect(api.placeOfTime.mock.calls.map(([{ at }]) => at - NOON)).toEqual([10_000, 40_000])
  })

  it('shows what was marked, and what happened between the lines', async () => {
    const { api } = await open(manyLines(10), {
      marks: [{ key: 1, at: NOON + 4_000, note: 'Look here' }],
      events: [{ kind: 'gap', at: NOON + 2_500, lostMs: 1_500 }],
    })
    const gap = screen.getByText('1.5 s could not be heard')
    expect(gap.closest('[role=listitem]')?.textContent).toMatch(/Line 2/)
    fireEvent.click(screen.getByRole('button', { name: /Look here/ }))
    await settle()
    expect(api.placeOfTime).toHaveBeenLastCalledWith({ id: 'c', at: NOON + 4_000 })
  })

  it('opens a picture large, with the lines around it', async () => {
    const frame = (key: number, at: number) => ({
      key,
      at: NOON + at,
      sourceKind: 'window' as const,
      sourceName: 'Editor',
      width: 1280,
      height: 720,
      isKept: key === 1,
    })
    const { api } = await open(manyLines(10), { frames: [frame(1, 0), frame(2, 7_200)] })
    fireEvent.click(
      screen.getAllByRole('button', { name: /^Picture at .* Editor$/ })[1] ?? document.body,
    )
    await settle()
    const dialog = within(screen.getByRole('dialog'))
    expect(dialog.getByText('Only this small picture was kept.')).toBeTruthy()
    expect(dialog.getByText('Line 7')).toBeTruthy()
    expect(dialog.queryByText('Line 0')).toBeNull()
    fireEvent.click(dialog.getByRole('button', { name: 'Earlier picture' }))
    await settle()
    expect(api.readPicture).toHaveBeenLastCalledWith({ key: 1, size: 'whole' })
    expect(dialog.getByRole('img', { name: 'What was shown: Editor, 1280 × 720' })).toBeTruthy()
    expect(dialog.getByText('Line 0')).toBeTruthy()
    fireEvent.click(dialog.getByRole('button', { name: 'Read on from here' }))
    await settle()
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('says when somebody has deleted it', async () => {
    const { tell } = await open(manyLines(3))
    await tell({ kind: 'changed' }, [])
    expect(screen.getByText('This conversation is no longer there')).toBeTruthy()
  })

  it('says why its lines cannot be read, and tries again', async () => {
    const { api, tell } = await open(manyLines(3))
    api.readLines.mockResolvedValueOnce(fail('transcript-not-read'))
    await tell({ kind: 'changed' })
    expect(screen.getByRole('alert').textContent).toMatch(/Transcripts not read/)
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
    await settle()
    expect(screen.queryByRole('alert')).toBeNull()
    expect(screen.getByText('Line 0')).toBeTruthy()
  })

  it('says why it cannot be read, and tries again', async () => {
    const { api, tell } = await open(manyLines(3))
    api.readConversation.mockResolvedValueOnce(fail('transcript-not-read'))
    await tell({ kind: 'changed' })
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
    await settle()
    expect(screen.getByText('Line 0')).toBeTruthy()
  })
})

describe('a line under review', () => {
  it('is edited in its place, and keeps the focus', async () => {
    const { api } = await open(manyLines(3))
    within(lineList()).getAllByRole('article')[0]?.focus()
    await press('ArrowDown')
    await press('F2')
    const field = screen.getByRole('textbox', { name: 'Text of the line' })
    expect(document.activeElement).toBe(field)
    fireEvent.change(field, { target: { value: 'Better' } })
    await press('Enter', { ctrlKey: true })
    expect(api.editLine).toHaveBeenCalledExactlyOnceWith({ id: 'c', position: 1, text: 'Better' })
    expect(document.activeElement?.textContent).toMatch(/Line 1/)
  })

  it('stays as it was on Escape, and with the review open', async () => {
    const { api } = await open(manyLines(3))
    within(lineList()).getAllByRole('article')[0]?.focus()
    await press('Enter')
    fireEvent.change(screen.getByRole('textbox', { name: 'Text of the line' }), {
      target: { value: 'Other' },
    })
    await press('Escape')
    expect(api.editLine).not.toHaveBeenCalled()
    expect(screen.queryByRole('textbox', { name: 'Text of the line' })).toBeNull()
    expect(lineList()).toBeTruthy()
  })

  it('shows what was said when asked, and brings it back', async () => {
    const { api } = await open([libraryLine(0, { text: 'Mended', original: 'As it was said' })])
    expect(screen.queryByText('As it was said')).toBeNull()
    fireEvent.click(screen.getByRole('button', { name: 'Show what was said' }))
    expect(screen.getByText('As it was said').getAttribute('dir')).toBe('auto')
    fireEvent.click(screen.getByRole('button', { name: 'Bring back what was said' }))
    await settle()
    expect(api.editLine).toHaveBeenCalledExactlyOnceWith({ id: 'c', position: 0, text: null })
  })

  it('is not edited while it still grows', async () => {
    await open([libraryLine(0, { endedAt: null })])
    within(lineList()).getAllByRole('article')[0]?.focus()
    await press('F2')
    expect(screen.queryByRole('textbox', { name: 'Text of the line' })).toBeNull()
    expect(screen.queryByRole('button', { name: 'Edit this line' })).toBeNull()
  })

  it('is copied by Ctrl+C, unless a part of it is marked', async () => {
    await open(manyLines(3))
    writeText.mockClear()
    within(lineList()).getAllByRole('article')[0]?.focus()
    await press('c', { ctrlKey: true })
    expect(writeText).toHaveBeenCalledExactlyOnceWith('You: Line 0')
    window.getSelection()?.selectAllChildren(screen.getByText('Line 0'))
    await press('c', { ctrlKey: true })
    expect(writeText).toHaveBeenCalledTimes(1)
    window.getSelection()?.removeAllRanges()
  })
})

describe('a conversation as a whole', () => {
  it('is copied with its times, all of it', async () => {
    await open(manyLines(1_200))
    writeText.mockClear()
    fireEvent.click(screen.getByRole('button', { name: 'Copy all' }))
    fireEvent.click(screen.getByRole('menuitem', { name: 'With times' }))
    await settle()
    const [text] = writeText.mock.calls.flat() as unknown[]
    expect(String(text).split('\n\n')).toHaveLength(1_200)
    expect(String(text)).toMatch(/\[19:59\] Assistant: Line 1199$/)
  })

  it('goes on as a conversation, in its place', async () => {
    const onClose = vi.fn()
    const { api } = await open(manyLines(3), {}, { onClose })
    fireEvent.click(screen.getByRole('button', { name: 'Continue conversation' }))
    await settle()
    expect(api.continueConversation).toHaveBeenCalledExactlyOnceWith({ id: 'c' })
    expect(onClose).toHaveBeenCalledTimes(1)
  })

  it('stays where it is when it cannot go on', async () => {
    const onClose = vi.fn()
    const { api } = await open(manyLines(3), {}, { onClose })
    api.continueConversation.mockResolvedValue(fail('key-missing'))
    fireEvent.click(screen.getByRole('button', { name: 'Continue conversation' }))
    await settle()
    expect(onClose).not.toHaveBeenCalled()
    expect(screen.getByRole('alert').textContent).toMatch(/No API key/)
  })

  it('cannot go on while another is on', async () => {
    await open(manyLines(3), {}, { isOn: true })
    expect(screen.getByRole('button', { name: 'Continue conversation' })).toHaveProperty(
      'disabled',
      true,
    )
  })

  it('is deleted, and its review closed', async () => {
    const { api } = await open(manyLines(3))
    fireEvent.click(screen.getByRole('button', { name: 'Delete' }))
    await settle()
    expect(api.discardConversations).toHaveBeenCalledWith({ ids: ['c'] })
    expect(screen.queryByRole('list', { name: 'Lines' })).toBeNull()
    expect(screen.getByRole('button', { name: 'Undo' })).toBeTruthy()
  })
})
