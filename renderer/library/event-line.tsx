import type { ReactNode } from 'react'
import type { ConversationEvent } from '@contract/library'
import { formatSeconds } from '../components/format'
import { words } from '../i18n/words'

function EventWords({ event }: { readonly event: ConversationEvent }): ReactNode {
  switch (event.kind) {
    case 'rotation':
      return words.review.rotation
    case 'gap':
      return event.lostMs === 0
        ? words.review.reconnected
        : words.review.gap(formatSeconds(event.lostMs))
    case 'tool':
      return (
        <>
          {words.review.tool(event.name)} <span dir="auto">{event.result}</span>
        </>
      )
    case 'source':
      // As text: what a window opens is for main to decide.
      return (
        <>
          {words.review.source}: <cite dir="auto">{event.title}</cite> <span>{event.url}</span>
        </>
      )
  }
}

/** What happened between two lines. */
export function EventLine({ event }: { readonly event: ConversationEvent }): ReactNode {
  return (
    <p className="event-line">
      <EventWords event={event} />
    </p>
  )
}
