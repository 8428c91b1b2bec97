import { act, cleanup, render } from '@testing-library/react'
import { vi, type Mock } from 'vitest'
import { ok } from '@contract/errors'
import type {
  ConversationDetail,
  ConversationSummary,
  LibraryChange,
  LibraryLine,
} from '@contract/library'
import type { Opening } from '@contract/opening'
import { Library } from './library'
import type { LibraryApi } from './library-api'
import { LibraryContext } from './library-context'

/** Noon of a day in the middle of a month, so that days before it are in the same one. */
export const NOON = new Date(2026, 5, 15, 12).getTime()
const HOUR = 3_600_000

export const conversation = (
  changes: Partial<ConversationSummary> & { id: string },
): ConversationSummary => ({
  startedAt: NOON,
  endedAt: NOON + 10 * 60_000,
  title: `Title of ${changes.id}`,
  isTitleGiven: false,
  pinned: false,
  model: null,
  continuedAt: null,
  lines: 3,
  frames: 0,
  marks: 0,
  thumbnails: [],
  tokens: null,
  isRecorded: false,
  ...changes,
})

export const libraryLine = (position: number, changes: Partial<LibraryLine> = {}): LibraryLine => ({
  id: `c:${position}`,
  conversationId: 'c',
  position,
  speaker: position % 2 === 0 ? 'user' : 'assistant',
  channel: 'voice',
  text: `Line ${position}`,
  startedAt: NOON + position * 1_000,
  endedAt: NOON + position * 1_000 + 500,
  interrupted: false,
  original: null,
  ...changes,
})

/** So many conversations, an hour apart, the newest first: `c0`, `c1`, … */
export const manyConversations = (count: number): ConversationSummary[] =>
  Array.from({ length: count }, (_, index) =>
    conversation({ id: `c${index}`, startedAt: NOON - index * HOUR, endedAt: NOON - index * HOUR }),
  )

type Mocked = { [Name in keyof LibraryApi]: Mock<LibraryApi[Name]> }

/** Main's library as its views see it, with these conversations, each of these lines. */
export function fakeLibrary(
  conversations: readonly ConversationSummary[],
  lines: readonly LibraryLine[] = [0, 1, 2].map((position) => libraryLine(position)),
  detail: Partial<ConversationDetail> = {},
) {
  let held = conversations
  const listeners = new Set<(change: LibraryChange) => void>()
  const done = () => Promise.resolve(ok(null))
  const api: Mocked = {
    listConversations: vi.fn(({ skip, count }) =>
      Promise.resolve(ok({ conversations: held.slice(skip, skip + count), total: held.length })),
    ),
    searchConversations: vi.fn(() => Promise.resolve(ok([]))),
    readConversation: vi.fn(({ id }) => {
      const summary = held.find((one) => one.id === id)
      return Promise.resolve(
        ok(
          summary
            ? {
                summary: { ...summary, lines: lines.length },
                sittings: [{ from: summary.startedAt, to: summary.endedAt }],
                frames: [],
                marks: [],
                events: [],
                recordings: [],
                ...detail,
              }
            : null,
        ),
      )
    }),
    readLines: vi.fn(({ from, count }) => Promise.resolve(ok(lines.slice(from, from + count)))),
    placeOfLine: vi.fn(({ position }) =>
      Promise.resolve(ok(lines.findIndex((line) => line.position === position))),
    ),
    placeOfTime: vi.fn(({ at }) =>
      Promise.resolve(
        ok(
          Math.max(
            0,
            lines.findLastIndex(({ startedAt }) => startedAt <= at),
          ),
        ),
      ),
    ),
    readPicture: vi.fn(() => Promise.resolve(ok(new Uint8Array([1])))),
    renameConversation: vi.fn(done),
    pinConversation: vi.fn(done),
    discardConversations: vi.fn(({ ids }) => {
      held = held.filter(({ id }) => !ids.includes(id))
      return done()
    }),
    restoreConversations: vi.fn(() => {
      held = conversations
      return done()
    }),
    noteOpened: vi.fn(done),
    editLine: vi.fn(done),
    exportConversations: vi.fn(({ ids }) =>
      Promise.resolve(ok({ file: 'conversations.md', conversations: ids.length })),
    ),
    importConversations: vi.fn(() => Promise.resolve(ok({ imported: 2, known: 1 }))),
    continueConversation: vi.fn(done),
    eraseLibrary: vi.fn(() => {
      held = []
      return done()
    }),
    onLibraryChanged: vi.fn((listener: (change: LibraryChange) => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    }),
  }
  return {
    api,
    /** Main tells of a change, in which these are the conversations from now on. */
    tell: async (change: LibraryChange, now = held): Promise<void> => {
      held = now
      listeners.forEach((listener) => listener(change))
      await settle()
    },
  }
}

/** Lets everything come in that has been answered. */
export const settle = (): Promise<void> =>
  act(async () => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
  })

/** In px: what jsdom, which lays nothing out, says of the height of a list, and of a row. */
const LIST_HEIGHT = 800
const ROW_HEIGHT = 100

class FixedSizes implements ResizeObserver {
  readonly #callback: ResizeObserverCallback
  #targets: Element[] = []

  constructor(callback: ResizeObserverCallback) {
    this.#callback = callback
  }

  observe(target: Element): void {
    this.#targets.push(target)
    queueMicrotask(() => {
      if (this.#targets.includes(target)) act(() => this.#callback([entryOf(target)], this))
    })
  }

  unobserve(target: Element): void {
    this.#targets = this.#targets.filter((other) => other !== target)
  }

  disconnect(): void {
    this.#targets = []
  }
}

function entryOf(target: Element): ResizeObserverEntry {
  const height = target.matches('[data-row]') ? ROW_HEIGHT : LIST_HEIGHT
  const size = { blockSize: height, inlineSize: 600 }
  return {
    target,
    contentRect: new DOMRect(0, 0, 600, height),
    borderBoxSize: [size],
    contentBoxSize: [size],
    devicePixelContentBoxSize: [size],
  }
}

function layOut(): void {
  for (const scope of [globalThis, document.defaultView]) {
    if (scope) Object.defineProperty(scope, 'ResizeObserver', { value: FixedSizes, writable: true })
  }
  const define = (name: string, get: (this: HTMLElement) => unknown): void => {
    Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get })
  }
  define('offsetParent', function offsetParent() {
    return this.parentElement
  })
  define('clientWidth', () => 600)
  HTMLDialogElement.prototype.showModal = function showModal() {
    this.open = true
  }
  HTMLDialogElement.prototype.close = function close() {
    this.open = false
  }
  URL.createObjectURL = () => 'blob:picture'
  URL.revokeObjectURL = () => undefined
  // virtua scrolls by this, and listens for what follows.
  Element.prototype.scrollTo = function scrollTo(
    this: Element,
    to?: ScrollToOptions | number,
    top?: number,
  ) {
    this.scrollTop = (typeof to === 'object' ? to.top : top) ?? 0
    // It scrolls once more when rows have been measured, whenever that is.
    act(() => {
      this.dispatchEvent(new Event('scroll'))
    })
  }
  Element.prototype.scrollBy = function scrollBy(this: Element, by?: ScrollToOptions | number) {
    this.scrollTo({ top: this.scrollTop + (typeof by === 'object' ? (by.top ?? 0) : 0) })
  }
}
layOut()

/** Shows the library, and waits until its first page is there. */
export async function showLibrary(
  api: LibraryApi,
  {
    isOn = false,
    opening = null,
    onClose = vi.fn(),
  }: { isOn?: boolean; opening?: Opening | null; onClose?: () => void } = {},
): Promise<void> {
  render(
    <LibraryContext value={api}>
      <Library isOn={isOn} opening={opening} onClose={onClose} />
    </LibraryContext>,
  )
  await settle()
}

export const reset = (): void => cleanup()
