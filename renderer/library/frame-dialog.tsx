import { useEffect, useState, type KeyboardEvent, type ReactNode } from 'react'
import type { Result } from '@contract/errors'
import type { ConversationDetail, FrameNote, LibraryLine } from '@contract/library'
import { Button } from '../components/button'
import { Dialog } from '../components/dialog'
import { formatPixels, formatTime } from '../components/format'
import { words } from '../i18n/words'
import { FormError } from '../views/form-error'
import type { LibraryApi } from './library-api'
import { useLibrary } from './library-context'
import { BackIcon, ForwardIcon } from './library-icons'
import { Picture } from './picture'

/** Lines before the one that was said when the picture was shown, and how many in all. */
const LINES_BEFORE = 2
const LINES_AROUND = 6

interface FrameDialogProps {
  readonly detail: ConversationDetail
  readonly frame: FrameNote
  readonly onShow: (frame: FrameNote) => void
  readonly onClose: () => void
  readonly onReadOn: () => void
}

type Around = Result<readonly LibraryLine[]>

async function readAround(api: LibraryApi, id: string, at: number): Promise<Around> {
  const place = await api.placeOfTime({ id, at: Math.round(at) })
  if (!place.ok) return place
  const from = Math.max(0, place.value - LINES_BEFORE)
  return api.readLines({ id, from, count: LINES_AROUND })
}

/** What was said when a picture was shown; `null` until it has been read. */
function useLinesAround(id: string, at: number): Around | null {
  const api = useLibrary()
  const [around, setAround] = useState<{ at: number; lines: Around } | null>(null)
  useEffect(() => {
    let isOver = false
    void readAround(api, id, at).then((lines) => {
      if (!isOver) setAround({ at, lines })
    })
    return () => {
      isOver = true
    }
  }, [api, id, at])
  return around?.at === at ? around.lines : null
}

function LinesAround({ id, at }: { readonly id: string; readonly at: number }): ReactNode {
  const lines = useLinesAround(id, at)
  return (
    <section className="frame-lines" aria-label={words.frame.around}>
      <h3>{words.frame.around}</h3>
      {lines === null && <p className="hint">{words.library.loading}</p>}
      {lines?.ok === false && <FormError error={lines.error} />}
      {lines?.ok === true && lines.value.length === 0 && (
        <p className="hint">{words.review.empty}</p>
      )}
      {lines?.ok === true &&
        lines.value.map(({ position, speaker, text, startedAt }) => (
          <p key={position} data-later={startedAt > at}>
            <strong>{words.transcript[speaker === 'user' ? 'you' : 'assistant']}</strong>{' '}
            <span dir="auto">{text}</span>
          </p>
        ))}
    </section>
  )
}

/** A picture that the assistant was sent, large, with the lines around it. */
export function FrameDialog(props: FrameDialogProps): ReactNode {
  const { detail, frame, onShow, onClose, onReadOn } = props
  const { frames, summary } = detail
  const place = frames.findIndex(({ key }) => key === frame.key)
  const [before, after] = [frames[place - 1], frames[place + 1]]
  const size = formatPixels(frame.width, frame.height)
  const onKeyDown = ({ key }: KeyboardEvent): void => {
    const next = key === 'ArrowLeft' ? before : key === 'ArrowRight' ? after : undefined
    if (next) onShow(next)
  }
  return (
    <Dialog
      title={words.frame.title(frame.sourceName, formatTime(frame.at))}
      onClose={onClose}
      footer={
        <div className="dialog-buttons">
          <Button icon={<BackIcon />} disabled={!before} onClick={() => before && onShow(before)}>
            {words.frame.before}
          </Button>
          <Button icon={<ForwardIcon />} disabled={!after} onClick={() => after && onShow(after)}>
            {words.frame.after}
          </Button>
          <Button tone="primary" onClick={onReadOn}>
            {words.frame.read}
          </Button>
        </div>
      }
    >
      <div className="frame-view" onKeyDown={onKeyDown} tabIndex={-1}>
        <figure>
          <Picture
            key={frame.key}
            picture={frame.key}
            size={frame.isKept ? 'whole' : 'thumbnail'}
            alt={words.frame.image(frame.sourceName, size)}
            missing={<p className="hint">{words.frame.notKept}</p>}
          />
          {!frame.isKept && <figcaption className="hint">{words.frame.thumbnailOnly}</figcaption>}
        </figure>
        <LinesAround id={summary.id} at={frame.at} />
      </div>
    </Dialog>
  )
}
