/** Between a conversation and how it stands in a file. Pure. */
import type { ExportedConversation, ExportedFrame, ExportedLine } from './exported-conversation'
import type { FileConversation } from './conversation-file'

const iso = (time: number): string => new Date(time).toISOString()
const isoOrNull = (time: number | null): string | null => (time === null ? null : iso(time))
const timeOrNull = (at: string | null): number | null => (at === null ? null : Date.parse(at))

export function toFile(conversation: ExportedConversation): FileConversation {
  const { startedAt, endedAt, continuedAt, lines, marks, events, frames, recordings, ...facts } =
    conversation
  const when = (time: number) => ({ atMs: time - startedAt, at: iso(time) })
  return {
    ...facts,
    usage: facts.usage === null ? null : { ...facts.usage },
    startedAt: iso(startedAt),
    endedAt: isoOrNull(endedAt),
    continuedAt: isoOrNull(continuedAt),
    lines: lines.map(({ startedAt: start, endedAt: end, ...line }) => ({
      ...line,
      startMs: start - startedAt,
      endMs: end === null ? null : end - startedAt,
      at: iso(start),
    })),
    marks: marks.map(({ at, ...mark }) => ({ ...mark, ...when(at) })),
    events: events.map(({ at, ...event }) => ({ ...event, ...when(at) })),
    frames: frames.map(({ at, thumbnail, picture, ...frame }) => ({
      ...frame,
      ...when(at),
      thumbnail: toBase64(thumbnail),
      picture: toBase64(picture),
    })),
    recordings: recordings.map(({ startedAt: start, ...recording }) => ({
      ...recording,
      ...when(start),
    })),
  }
}

export function fromFile(conversation: FileConversation): ExportedConversation {
  const { startedAt, endedAt, continuedAt, lines, marks, events, frames, recordings, ...facts } =
    conversation
  const start = Date.parse(startedAt)
  return {
    ...facts,
    startedAt: start,
    endedAt: timeOrNull(endedAt),
    continuedAt: timeOrNull(continuedAt),
    lines: lines.map((line) => lineOf(line, start)),
    marks: marks.map(({ atMs, note }) => ({ at: start + atMs, note })),
    events: events.map(({ atMs, ...event }) => ({ ...event, at: start + atMs })),
    frames: frames.map((frame) => frameOf(frame, start)),
    recordings: recordings.map(({ atMs, durationMs }) => ({ startedAt: start + atMs, durationMs })),
  }
}

function lineOf(line: FileConversation['lines'][number], start: number): ExportedLine {
  const { position, speaker, channel, text, original, startMs, endMs, interrupted, language } = line
  const endedAt = endMs === null ? null : start + endMs
  const times = { startedAt: start + startMs, endedAt }
  return {
    ...{ position, speaker, channel, text, original, ...times, interrupted },
    ...(language !== undefined && { language }),
  }
}

function frameOf(frame: FileConversation['frames'][number], start: number): ExportedFrame {
  const { atMs, sourceKind, sourceName, width, height, thumbnail, picture } = frame
  return {
    ...{ at: start + atMs, sourceKind, sourceName, width, height },
    thumbnail: fromBase64(thumbnail),
    picture: fromBase64(picture),
  }
}

const toBase64 = (bytes: Uint8Array | null): string | null =>
  bytes && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')

/** In memory of their own: small buffers of Node share one. */
const fromBase64 = (text: string | null): Uint8Array | null =>
  text === null ? null : new Uint8Array(Buffer.from(text, 'base64'))
