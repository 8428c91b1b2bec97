import { memo, type ReactNode } from 'react'
import type { TranscriptLine } from '@contract/transcript'
import { formatTime } from '../components/format'
import { words } from '../i18n/words'

function LineText({ line }: { readonly line: TranscriptLine }): ReactNode {
  if (line.text !== '') {
    return (
      <p className="line-text" dir="auto" lang={line.language}>
        {line.text}
      </p>
    )
  }
  if (line.interrupted) return <p className="line-none">{words.transcript.interruptedUnheard}</p>
  return <p className="line-none">{line.endedAt === null ? '…' : words.transcript.wordless}</p>
}

/** One line of the transcript. Lines keep their identity until they grow, so most never render twice. */
export const Line = memo(function Line({ line }: { readonly line: TranscriptLine }): ReactNode {
  const interim = line.endedAt === null
  return (
    <article
      className={`line line-${line.speaker}`}
      aria-label={words.transcript[line.speaker === 'user' ? 'you' : 'assistant']}
      aria-busy={interim}
      data-interim={interim}
    >
      <p className="line-meta">
        <span className="line-speaker">
          {words.transcript[line.speaker === 'user' ? 'you' : 'assistant']}
        </span>{' '}
        <time dateTime={new Date(line.startedAt).toISOString()}>{formatTime(line.startedAt)}</time>
        {line.channel === 'typed' && <span className="tag">{words.transcript.typed}</span>}
        {line.interrupted && line.text !== '' && (
          <span className="tag tag-interrupted">{words.transcript.interrupted}</span>
        )}
        {interim && <span className="growing" title={words.transcript.interim} />}
      </p>
      <LineText line={line} />
    </article>
  )
})
