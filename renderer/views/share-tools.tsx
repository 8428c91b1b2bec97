import { useId, type ReactNode } from 'react'
import type { Corner } from '@contract/settings'
import { sightline } from '../bridge'
import { Button } from '../components/button'
import { words } from '../i18n/words'
import { CornerChoice } from './corner-choice'
import type { SharingOn } from './session-facts'
import { openCovers, run } from './ui-store'

interface ShareToolsProps {
  readonly sharing: SharingOn
  readonly corner: Corner
  /** There is a picture to draw on. */
  readonly canCover: boolean
}

/** What can be changed about the pictures while they are sent. */
export function ShareTools({ sharing, corner, canCover }: ShareToolsProps): ReactNode {
  const reasonId = useId()
  const { shareId, source, covers } = sharing
  return (
    <div className="share-tools">
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
