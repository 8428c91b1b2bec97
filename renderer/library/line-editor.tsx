import { useEffect, useId, useRef, type ReactNode } from 'react'
import { Button } from '../components/button'
import { words } from '../i18n/words'

interface LineEditorProps {
  readonly text: string
  readonly onSave: (text: string) => void
  readonly onLeave: () => void
}

/** The longest text that main takes (`editLineSchema`). */
const LONGEST = 100_000

/** A line that is being corrected, in its place. */
export function LineEditor({ text, onSave, onLeave }: LineEditorProps): ReactNode {
  const field = useRef<HTMLTextAreaElement>(null)
  const hintId = useId()
  useEffect(() => field.current?.focus(), [])
  const save = (): void => {
    const written = field.current?.value.trim() ?? ''
    if (written === '' || written === text) onLeave()
    else onSave(written)
  }
  return (
    <div className="line-editor">
      <textarea
        ref={field}
        dir="auto"
        aria-label={words.review.editField}
        aria-describedby={hintId}
        defaultValue={text}
        maxLength={LONGEST}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          const isSaved = event.key === 'Enter' && (event.ctrlKey || event.metaKey)
          if (!isSaved && event.key !== 'Escape') return
          event.preventDefault()
          event.stopPropagation()
          if (isSaved) save()
          else onLeave()
        }}
      />
      <div className="form-buttons">
        <Button tone="primary" onClick={save}>
          {words.review.save}
        </Button>
        <Button onClick={onLeave}>{words.app.cancel}</Button>
        <small id={hintId}>{words.review.editHint}</small>
      </div>
    </div>
  )
}
