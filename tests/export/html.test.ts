// @vitest-environment jsdom
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { headingOf, type ExportedConversation } from '@main/transcript/export/exported-conversation'
import {
  START,
  anyConversations,
  conversationOf,
  lineOf,
} from '@main/transcript/export/exported-conversations'
import { ENGLISH } from '@main/transcript/export/export-words'
import { htmlFormat } from '@main/transcript/export/html-format'

const JPEG = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 1, 2, 3)

function pageOf(...conversations: readonly ExportedConversation[]): string {
  const writer = htmlFormat({ words: ENGLISH, timeZone: 'UTC' }).begin(conversations.map(headingOf))
  const parts = conversations.map((conversation) => writer.conversation(conversation))
  return [writer.opening, ...parts, writer.closing].join('')
}

const parsed = (page: string): Document => new DOMParser().parseFromString(page, 'text/html')

/** What a page can fetch, run or send with. */
const ACTIVE =
  'script, iframe, frame, object, embed, link, form, base, audio, video, source, track, svg, math, template, input, button'

/** Names of all attributes, and the values of those that name an address. */
function attributesOf(document: Document): { names: Set<string>; addresses: string[] } {
  const names = new Set<string>()
  const addresses: string[] = []
  for (const element of document.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      names.add(name)
      if (/^(?:href|src|srcset|action|data|poster|background|ping|cite)$/.test(name)) {
        addresses.push(value)
      }
    }
  }
  return { names, addresses }
}

const ALLOWED = ['charset', 'http-equiv', 'content', 'name', 'lang', 'id', 'class', 'dir', 'href']
const ALLOWED_TOO = ['src', 'alt', 'width', 'height', 'datetime', 'title']

describe('exported HTML', () => {
  it('is whole, runs nothing, and names nothing outside itself, whatever was said', () => {
    fc.assert(
      fc.property(anyConversations(), (conversations) => {
        const page = pageOf(...conversations)
        const strict = new DOMParser().parseFromString(page, 'application/xhtml+xml')
        expect(strict.querySelector('parsererror')?.textContent).toBeUndefined()

        const document = parsed(page)
        expect(document.querySelectorAll(ACTIVE)).toHaveLength(0)
        const { names, addresses } = attributesOf(document)
        expect([...names].filter((name) => ![...ALLOWED, ...ALLOWED_TOO].includes(name))).toEqual(
          [],
        )
        for (const address of addresses) {
          expect(address).toMatch(/^(?:#conversation-\d+|data:image\/jpeg;base64,[\w+/]+=*)$/)
        }
        expect(document.querySelectorAll('article')).toHaveLength(conversations.length)
        const lines = conversations.flatMap(({ lines }) => lines)
        expect(document.querySelectorAll('.text')).toHaveLength(lines.length)
        for (const link of document.querySelectorAll('a')) {
          expect(document.querySelector(link.getAttribute('href') ?? '')?.tagName).toBe('ARTICLE')
        }
      }),
      { numRuns: 40 },
    )
  })

  it('says exactly what was said, each text in its own direction', () => {
    const texts = ['<script>alert(1)</script> & "quotes"', 'שלום, world', 'two\nrows']
    const lines = texts.map((text, position) => lineOf(text, { position }))
    const document = parsed(pageOf(conversationOf({ title: `<img src=x>'"`, lines })))
    const shown = [...document.querySelectorAll('.text')]
    expect(shown.map(({ textContent }) => textContent)).toEqual(texts)
    expect(shown.map((element) => element.getAttribute('dir'))).toEqual(['auto', 'auto', 'auto'])
    expect(document.title).toBe(`<img src=x>'"`)
    expect(document.querySelector('h1')?.textContent).toBe(`<img src=x>'"`)
  })

  it('forbids all network before anything else, and allows its one style by its hash', async () => {
    const document = parsed(pageOf(conversationOf()))
    const policy = document.querySelector('meta[http-equiv]')
    expect(policy?.getAttribute('http-equiv')).toBe('Content-Security-Policy')
    expect(policy?.previousElementSibling?.hasAttribute('charset')).toBe(true)
    const style = document.querySelector('style')?.textContent ?? ''
    const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(style))
    const base64 = btoa(String.fromCharCode(...new Uint8Array(hash)))
    expect(policy?.getAttribute('content')?.split('; ')).toEqual([
      "default-src 'none'",
      `style-src 'sha256-${base64}'`,
      'img-src data:',
      "base-uri 'none'",
      "form-action 'none'",
    ])
    expect(style).not.toMatch(/url\(|@import|expression/)
    expect(style).toMatch(/prefers-color-scheme: dark[^]*@media print/)
  })

  it('shows pictures where they belong, the whole one before its thumbnail', () => {
    const at = START + 2_500
    const frame = {
      sourceKind: 'screen',
      sourceName: 'A "screen"',
      width: 800,
      height: 600,
    } as const
    const document = parsed(
      pageOf(
        conversationOf({
          lines: [lineOf('first'), lineOf('later', { position: 1, startedAt: START + 3_000 })],
          frames: [
            { ...frame, at, thumbnail: JPEG, picture: Uint8Array.of(...JPEG, 9) },
            { ...frame, at, thumbnail: JPEG, picture: null },
            { ...frame, at, thumbnail: null, picture: null },
          ],
        }),
      ),
    )
    const pictures = [...document.querySelectorAll('img')]
    expect(pictures.map(({ src }) => src)).toEqual([
      'data:image/jpeg;base64,/9j/4AECAwk=',
      'data:image/jpeg;base64,/9j/4AECAw==',
    ])
    expect(pictures[0]?.alt).toBe('Picture: A "screen"')
    expect(pictures.map((picture) => picture.getAttribute('width'))).toEqual(['800', null])
    const order = [...document.querySelectorAll('article > :is(section, figure)')]
    expect(order.map(({ tagName }) => tagName)).toEqual(['SECTION', 'FIGURE', 'FIGURE', 'SECTION'])
  })
})
