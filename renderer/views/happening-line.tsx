import { memo, type ReactNode } from 'react'
import type { Happening } from '@contract/library'
import { sightline } from '../bridge'
import { Button } from '../components/button'
import { formatTime } from '../components/format'
import { words } from '../i18n/words'
import { EventLine } from '../library/event-line'
import { FlagIcon } from '../library/library-icons'
import { run } from './ui-store'

function MarkLine({ mark }: { readonly mark: Happening & { kind: 'mark' } }): ReactNode {
  const time = formatTime(mark.at)
  return (
    <p className="event-line mark-line">
      <FlagIcon />
      <span>{words.marks.marked(time)}</span>
      {mark.note !== '' && <span dir="auto">{mark.note}</span>}
      <Button
        tone="quiet"
        aria-label={words.marks.remove(time)}
        onClick={() => void run(sightline.removeMark({ key: mark.key }))}
      >
        {words.marks.undo}
      </Button>
    </p>
  )
}

interface HappeningLineProps {
  readonly happening: Happening
}

/** Something that happened in the conversation that is on, between two lines. */
export const HappeningLine = memo(function HappeningLine({
  happening,
}: HappeningLineProps): ReactNode {
  switch (happening.kind) {
    case 'mark':
      return <MarkLine mark={happening} />
    case 'shared':
    case 'share-ended': {
      const { kind, name, sourceKind } = happening
      const source = name === '' ? words.share.kind[sourceKind] : name
      return (
        <p className="event-line">
          <span dir="auto">{words.happened[kind](source)}</span>
        </p>
      )
    }
    case 'rotation':
    case 'gap':
    case 'tool':
    case 'source':
      return <EventLine event={happening} />
  }
})
