import { useId, useRef, type ReactNode } from 'react'
import type { SentFrame } from '@contract/session'
import type { Corner } from '@contract/settings'
import { sightline } from '../bridge'
import { Button } from '../components/button'
import { useKeepFocus } from '../components/use-keep-focus'
import { words } from '../i18n/words'
import { CornerChoice } from './corner-choice'
import type { SharingOn } from './session-facts'
import { openCovers, run } from './ui-store'
import { useReshaped } from './use-reshaped'

interface ShareToolsProps {
  readonly sharing: SharingOn
  readonly corner: Corner
  /** The picture of this share that was sent last, to draw on. */
  readonly frame: SentFrame | null
}

/** What can be changed about the pictures while they are sent. */
export function ShareTools({ sharing, corner, frame }: ShareToolsProps): ReactNode {
  const reasonId = useId()
  const tools = useRef<HTMLDivElement>(null)
  useKeepFocus(tools)
  const isReshaped = useReshaped(sharing, frame)
  const canCover = frame !== null
  const { shareId, source, covers } = sharing
  return (
    <div className="share-tools" ref={tools}>
      <div className="share-tools-row">
        <Button
          disabled={!canCover}
          aria-describedby={canCover ? undefined : reasonId}
          onClick={openCovers}
        >
          {words.covers.open}
        </Button>
        {covers.length > 0 && <span className="chip">{words.covers.some(covers.length)}</span>}
        {!canCover && (
          <span id={reasonId} className="hint">
            {words.covers.notYet}
          </span>
        )}
      </div>
      {isReshaped && (
        <p className="share-covers" role="status">
          {words.covers.reshaped}
        </p>
      )}
      {source.camera && (
        <div className="share-tools-row">
          <CornerChoice corner={corner} />
          <Button
            onClick={() => void run(sightline.reportSharing({ kind: 'camera-off', shareId }))}
          >
            {words.cornerCamera.takeOut}
          </Button>
        </div>
      )}
    </div>
  )
}
