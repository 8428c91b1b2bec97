/** A page of HTML that stands alone: nothing in it runs, and nothing is fetched. */
import { createHash } from 'node:crypto'
import { anchorsOf, type ConversationFormat } from './conversation-format'
import { DocumentFacts, type DocumentOptions } from './document-facts'
import {
  headingOf,
  type ConversationHeading,
  type ExportedConversation,
  type ExportedFrame,
  type ExportedLine,
} from './exported-conversation'
import { HTML_STYLE } from './html-style'
import { onOneLine, readable } from './plain-characters'
import { timelineOf, type TimelineEntry } from './timeline'
import { elapsed } from './wall-clock'

/** Allows this style and the pictures inside the page, and no network at all. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(HTML_STYLE).digest('base64')}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

export function htmlFormat(options: DocumentOptions): ConversationFormat {
  const facts = new DocumentFacts(options)
  return {
    extension: 'html',
    isOneFileEach: false,
    begin: (contents) => {
      const anchors = anchorsOf(contents)
      const [only] = contents.length === 1 ? contents : []
      const title = only ? facts.title(only) : facts.words.conversations
      return {
        opening: headMarkup(title, facts) + (only ? '' : contentsMarkup(contents, facts)),
        conversation: (conversation) =>
          conversationMarkup(conversation, facts, {
            anchor: anchors.get(conversation.id) ?? '',
            heading: only ? 'h1' : 'h2',
          }),
        closing: '</body>\n</html>\n',
      }
    },
  }
}

/** Also well-formed XML, so that a strict reader can tell whether it is whole. */
const headMarkup = (title: string, { words }: DocumentFacts): string => `<!DOCTYPE html>
<html lang="${escaped(words.language)}">
<head>
<meta charset="utf-8" />
<meta http-equiv="Content-Security-Policy" content="${escaped(POLICY)}" />
<meta name="referrer" content="no-referrer" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>${escaped(title)}</title>
<style>${HTML_STYLE}</style>
</head>
<body>
`

function contentsMarkup(contents: readonly ConversationHeading[], facts: DocumentFacts): string {
  const { words } = facts
  const anchors = anchorsOf(contents)
  const rows = contents.map((heading) => {
    const title = `<bdi>${escaped(facts.title(heading))}</bdi>`
    const link = `<a href="#${anchors.get(heading.id) ?? ''}">${title}</a>`
    return `<li>${link} <span class="quiet">${facts.start(heading)}</span></li>\n`
  })
  return `<h1>${escaped(words.conversations)}</h1>
<nav>
<h2>${escaped(words.contents)}</h2>
<ol>
${rows.join('')}</ol>
</nav>
`
}

function conversationMarkup(
  conversation: ExportedConversation,
  facts: DocumentFacts,
  { anchor, heading }: { readonly anchor: string; readonly heading: 'h1' | 'h2' },
): string {
  const title = escaped(facts.title(headingOf(conversation)))
  const entries = timelineOf(conversation).map((entry) =>
    entryMarkup(entry, facts, conversation.startedAt),
  )
  return `<article id="${anchor}">
<${heading} dir="auto">${title}</${heading}>
<p class="about">${facts.about(conversation).map(escaped).join(' · ')}</p>
${entries.join('')}</article>
`
}

function entryMarkup(entry: TimelineEntry, facts: DocumentFacts, startedAt: number): string {
  const time = elapsed(entry.at - startedAt)
  switch (entry.kind) {
    case 'line':
      return lineMarkup(entry.line, time, facts)
    case 'mark':
      return `<p class="note mark" dir="auto">${time} · ${escaped(facts.mark(entry.mark.note))}</p>\n`
    case 'event':
      return `<p class="note" dir="auto">${time} · ${escaped(facts.event(entry.event))}</p>\n`
    case 'frame':
      return frameMarkup(entry.frame, time, facts)
  }
}

function lineMarkup(line: ExportedLine, time: string, facts: DocumentFacts): string {
  const when = new Date(line.startedAt).toISOString()
  const clock = facts.clock.seconds(line.startedAt)
  const notes = facts.lineNotes(line).map((note) => ` · ${escaped(note)}`)
  return `<section class="line ${line.speaker}">
<p class="who"><b>${escaped(facts.words[line.speaker])}</b> · <time datetime="${when}" title="${clock}">${time}</time>${notes.join('')}</p>
<p class="text" dir="auto">${escaped(readable(line.text).trim())}</p>
</section>
`
}

/** Nothing where neither the picture nor its thumbnail is there. */
function frameMarkup(frame: ExportedFrame, time: string, { words }: DocumentFacts): string {
  const jpeg = frame.picture ?? frame.thumbnail
  const size = frame.picture ? ` width="${frame.width}" height="${frame.height}"` : ''
  if (jpeg === null || jpeg.length === 0) return ''
  const name = escaped(onOneLine(frame.sourceName))
  const base64 = Buffer.from(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength).toString('base64')
  return `<figure>
<img src="data:image/jpeg;base64,${base64}" alt="${escaped(words.picture)}: ${name}"${size} />
<figcaption>${time} · <bdi>${name}</bdi></figcaption>
</figure>
`
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escaped = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
