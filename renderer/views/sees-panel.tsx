import type { ReactNode } from 'react'
import type { SentFrame, SharingState } from '@contract/session'
import type { Corner } from '@contract/settings'
import { formatAge, formatKilobytes, formatPixels } from '../components/format'
import { EyeOffIcon } from '../components/icons'
import { useNow } from '../components/use-now'
import { words } from '../i18n/words'
import { OWN_MOTION } from '../vision/own-motion'
import { pauseWords } from './session-facts'
import { SentImage } from './sent-image'
import { ShareTools } from './share-tools'
import { sharedName } from './source-name'
import { useSharedFrame } from './use-shared-frame'

interface CaptionProps {
  readonly frame: SentFrame
  readonly source: string
}

function Caption({ frame, source }: CaptionProps): ReactNode {
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
  readonly corner: Corner
  readonly on: boolean
}

/** The very bytes that were sent last, with their size and age. */
export function SeesPanel({ sharing, corner, on }: SeesPanelProps): ReactNode {
  const frame = useSharedFrame(sharing)
  const source = sharing.kind === 'off' ? '' : sharedName(sharing.source)
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
      {sharing.kind === 'on' && <ShareTools sharing={sharing} corner={corner} frame={frame} />}
    </section>
  )
}
