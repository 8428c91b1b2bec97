import { useLayoutEffect, useRef, type ReactNode } from 'react'
import type { SentFrame, SharingState } from '@contract/session'
import { formatAge, formatKilobytes, formatPixels } from '../components/format'
import { EyeOffIcon } from '../components/icons'
import { useNow } from '../components/use-now'
import { words } from '../i18n/words'
import { useMirror } from '../state/app-store'
import { OWN_MOTION } from '../vision/own-motion'
import { pauseWords } from './session-facts'
import { sourceName } from './source-name'

interface SentPictureProps {
  readonly frame: SentFrame
  readonly source: string
}

function SentImage({ frame, source }: SentPictureProps): ReactNode {
  const image = useRef<HTMLImageElement>(null)
  useLayoutEffect(() => {
    const url = URL.createObjectURL(new Blob([frame.jpeg], { type: 'image/jpeg' }))
    if (image.current) image.current.src = url
    return () => URL.revokeObjectURL(url)
  }, [frame.jpeg])
  const size = formatPixels(frame.width, frame.height)
  return <img ref={image} alt={words.sees.image(source, size)} title={words.sees.exact} />
}

function Caption({ frame, source }: SentPictureProps): ReactNode {
  const now = useNow(1000)
  return (
    <>
      <span className="sees-source" dir="auto" title={source}>
        {source}
      </span>
      <span className="sees-facts">
        {formatPixels(frame.width, frame.height)} · {formatKilobytes(frame.jpeg.byteLength)} ·{' '}
        {words.sees.age(formatAge(frame.sentAt, now))}
      </span>
    </>
  )
}

interface SeesPanelProps {
  readonly sharing: SharingState
  readonly on: boolean
}

/** The very bytes that were sent last, with their size and age. */
export function SeesPanel({ sharing, on }: SeesPanelProps): ReactNode {
  const lastFrame = useMirror((mirror) => mirror.lastFrame)
  // A picture of an earlier share must not pass for one of this share.
  const frame = sharing.kind === 'on' && lastFrame?.shareId === sharing.shareId ? lastFrame : null
  const source = sharing.kind === 'off' ? '' : sourceName(sharing.source)
  const isPaused = sharing.kind === 'on' && sharing.paused !== null
  const hint = on ? words.sees.off : words.sees.offIdle
  return (
    <section className="sees" aria-label={words.sees.label}>
      <figure {...OWN_MOTION}>
        <div className="sees-picture">
          {frame ? <SentImage frame={frame} source={source} /> : <EyeOffIcon />}
        </div>
        <figcaption>
          <h2>{words.sees.label}</h2>
          {frame ? (
            <Caption frame={frame} source={source} />
          ) : (
            !isPaused && (
              <span className="sees-facts">
                {sharing.kind === 'off' ? hint : words.sees.waiting}
              </span>
            )
          )}
          {sharing.kind === 'on' && sharing.paused && (
            <span className="sees-facts" role="status">
              {pauseWords(sharing.paused)}. {words.sharing.pausedHint}
            </span>
          )}
        </figcaption>
      </figure>
    </section>
  )
}
