/** SubRip (SRT) and WebVTT, https://www.w3.org/TR/webvtt1/ */
import type { ConversationFormat } from './conversation-format'
import { cuesOf, timestamp, type Cue } from './cues'
import type { ExportWords } from './export-words'

export const srtFormat = (words: ExportWords): ConversationFormat => ({
  extension: 'srt',
  isOneFileEach: true,
  begin: () => ({
    opening: '',
    conversation: (conversation) =>
      cuesOf(conversation)
        .map((cue, at) => `${at + 1}\n${timing(cue, ',')}\n${srtText(cue, words)}\n\n`)
        .join(''),
    closing: '',
  }),
})

export const vttFormat = (words: ExportWords): ConversationFormat => ({
  extension: 'vtt',
  isOneFileEach: true,
  begin: () => ({
    opening: 'WEBVTT\n\n',
    conversation: (conversation) =>
      cuesOf(conversation)
        .map((cue) => `${timing(cue, '.')}\n${vttText(cue, words)}\n\n`)
        .join(''),
    closing: '',
  }),
})

const timing = ({ startMs, endMs }: Cue, decimal: '.' | ','): string =>
  `${timestamp(startMs, decimal)} --> ${timestamp(endMs, decimal)}`

/** The speaker stands as a voice, which players can show as they like. */
function vttText({ rows, speaker }: Cue, words: ExportWords): string {
  return `<v ${vttEscaped(words[speaker])}>${rows.map(vttEscaped).join('\n')}</v>`
}

const vttEscaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/**
 * There are no voices here: the name stands before a line. A row of its own keeps the direction of what
 * is written from right to left, as players take it from a row's first letter.
 */
function srtText({ rows, speaker, isFirst }: Cue, words: ExportWords): string {
  const text = rows.map(srtEscaped)
  if (!isFirst) return text.join('\n')
  const name = `${words[speaker]}:`
  const [first = '', ...rest] = text
  return RIGHT_TO_LEFT.test(first)
    ? [name, ...text].join('\n')
    : [`${name} ${first}`, ...rest].join('\n')
}

/** The first letter is of a script that is written from right to left. */
const RIGHT_TO_LEFT =
  /^\P{L}*[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u

/**
 * SRT has no escapes: what players take for an arrow, a tag, a place or, as in WebVTT, the beginning of a
 * comment is written otherwise.
 */
const srtEscaped = (text: string): string =>
  text
    .replaceAll('-->', '→')
    .replaceAll(/<(?=[\p{L}/!?])/gu, '‹')
    .replaceAll('{\\', '{ \\')
    .replace(/^(?=NOTE)/, ' ')
