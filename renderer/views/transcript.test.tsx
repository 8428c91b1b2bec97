// @vitest-environment jsdom
import { fireEvent, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { line, LIVE, main, push, QUIET, reset, showApp, type Scope } from './testing'

afterEach(reset)

const log = (): Scope => within(screen.getByRole('log', { name: 'Transcript' }))
const message = (): HTMLElement => screen.getByRole('textbox', { name: 'Message' })

describe('the transcript', () => {
  it('names who spoke', () => {
    showApp(LIVE, [
      line({ id: 'a', text: 'What is this?' }),
      line({ id: 'b', speaker: 'assistant', position: 1, text: 'A chart.' }),
    ])
    expect(log().getByRole('article', { name: 'You' }).textContent).toContain('What is this?')
    expect(log().getByRole('article', { name: 'Assistant' }).textContent).toContain('A chart.')
  })

  it('shows hostile words as words', () => {
    const text = '<img src=x onerror="alert(1)"> **bold** https://evil.example'
    showApp(LIVE, [line({ id: 'a', text })])
    const article = log().getByRole('article', { name: 'You' })
    expect(article.textContent).toContain(text)
    expect(article.querySelector('img, a, strong')).toBeNull()
  })

  it('marks what was interrupted, heard or not', () => {
    showApp(LIVE, [
      line({ id: 'a', speaker: 'assistant', text: 'The total', interrupted: true }),
      line({ id: 'b', speaker: 'assistant', position: 1, text: '', interrupted: true }),
    ])
    const [heard, unheard] = log().getAllByRole('article', { name: 'Assistant' })
    expect(heard?.textContent).toContain('interrupted')
    expect(unheard?.textContent).toContain('Interrupted before it was heard')
  })

  it('shows one conversation, and parts its days', () => {
    const days = [20, 20, 23].map((day) => new Date(2026, 4, day, 12).getTime())
    showApp(LIVE, [
      line({ id: 'x', conversationId: 'another', text: 'Elsewhere' }),
      ...days.map((startedAt, position) => line({ id: `${position}`, position, startedAt })),
    ])
    expect(log().queryByText('Elsewhere')).toBeNull()
    expect(log().getAllByRole('article')).toHaveLength(3)
    expect(document.querySelectorAll('.day')).toHaveLength(2)
  })

  it('lets a line grow in place', () => {
    const first = line({ id: 'a', text: 'Hel', endedAt: null })
    showApp(LIVE, [first])
    const article = log().getByRole('article')
    push({ lines: [{ ...first, text: 'Hello there', endedAt: 1 }] })
    expect(log().getByRole('article')).toBe(article)
    expect(article.textContent).toContain('Hello there')
  })

  it('teaches when it is empty', () => {
    showApp(QUIET)
    expect(screen.getByText(/speak as you would to a colleague/)).toBeTruthy()
  })
})

describe('the message box', () => {
  it('sends on Enter and empties itself', async () => {
    showApp(LIVE)
    fireEvent.change(message(), { target: { value: ' Hello ' } })
    fireEvent.keyDown(message(), { key: 'Enter' })
    expect(main.sendText).toHaveBeenCalledWith({ text: 'Hello' })
    await screen.findByDisplayValue('')
  })

  it('sends by its button', () => {
    showApp(LIVE)
    fireEvent.change(message(), { target: { value: 'Hello' } })
    fireEvent.click(screen.getByRole('button', { name: 'Send' }))
    expect(main.sendText).toHaveBeenCalledOnce()
  })

  it('leaves Enter to an input method, and Shift+Enter to a new line', () => {
    showApp(LIVE)
    fireEvent.change(message(), { target: { value: 'こん' } })
    fireEvent.keyDown(message(), { key: 'Enter', isComposing: true })
    fireEvent.keyDown(message(), { key: 'Enter', shiftKey: true })
    expect(main.sendText).not.toHaveBeenCalled()
  })

  it('sends nothing when there is nothing to send', () => {
    showApp(LIVE)
    fireEvent.change(message(), { target: { value: '  ' } })
    fireEvent.keyDown(message(), { key: 'Enter' })
    expect(main.sendText).not.toHaveBeenCalled()
  })

  it('keeps a text that could not be sent, and says why', async () => {
    main.sendText.mockResolvedValue({ ok: false, error: { reason: 'not-live' } })
    showApp(LIVE)
    fireEvent.change(message(), { target: { value: 'Hello' } })
    fireEvent.keyDown(message(), { key: 'Enter' })
    expect((await screen.findByRole('alert')).textContent).toContain('Nothing was sent')
    expect(message()).toHaveProperty('value', 'Hello')
  })
})
