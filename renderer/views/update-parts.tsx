import type { ReactNode } from 'react'
import type { UpdateState } from '@contract/updates'
import { sightline } from '../bridge'
import { Button } from '../components/button'
import { words } from '../i18n/words'
import { run } from './ui-store'

/** What is new, as the feed says it: plain text, whatever is in it. */
export function UpdateNotes({ notes }: { readonly notes: string }): ReactNode {
  if (notes === '') return null
  return (
    <details className="update-notes">
      <summary>{words.updates.notes}</summary>
      <p dir="auto" tabIndex={0} role="region" aria-label={words.updates.notes}>
        {notes}
      </p>
    </details>
  )
}

/** How much of it is here. */
export function UpdateProgress({ percent }: { readonly percent: number }): ReactNode {
  const text = words.updates.percent(percent)
  return (
    <div className="update-progress">
      <progress max={100} value={percent} aria-label={words.updates.label} aria-valuetext={text} />
      <span aria-hidden="true">{text}</span>
    </div>
  )
}

/** What the user can do about it now. */
export function UpdateActions({
  updates,
  disabled = false,
}: {
  readonly updates: UpdateState
  readonly disabled?: boolean
}): ReactNode {
  const text = words.updates
  const later = (
    <Button tone="quiet" onClick={() => void run(sightline.dismissUpdate())}>
      {text.later}
    </Button>
  )
  const download = (label: string): ReactNode => (
    <Button disabled={disabled} onClick={() => void run(sightline.downloadUpdate())}>
      {label}
    </Button>
  )
  switch (updates.kind) {
    case 'offered':
      return (
        <>
          {download(text.download)}
          {!updates.dismissed && later}
        </>
      )
    case 'ready':
      return (
        <>
          <Button
            tone="primary"
            disabled={disabled}
            onClick={() => void run(sightline.installUpdate())}
          >
            {text.install}
          </Button>
          {!updates.dismissed && later}
        </>
      )
    case 'held':
    case 'downloading':
      return (
        <Button tone="quiet" onClick={() => void run(sightline.dismissUpdate())}>
          {text.cancel}
        </Button>
      )
    case 'failed':
      return updates.update === null ? null : (
        <>
          {download(words.app.tryAgain)}
          {later}
        </>
      )
    case 'off':
    case 'impossible':
    case 'idle':
    case 'checking':
    case 'installing':
      return null
  }
}
