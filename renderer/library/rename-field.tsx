import { useEffect, useId, useRef, type ReactNode } from 'react'
import { words } from '../i18n/words'

interface RenameFieldProps {
  /** The title that the user has given; empty where it is the first question. */
  readonly given: string
  readonly placeholder: string
  readonly onRename: (title: string) => void
  readonly onLeave: () => void
}

/** The longest title that main takes (`renameSchema`). */
const LONGEST = 200

/** A title that is being written, in the place of the title. */
export function RenameField(props: RenameFieldProps): ReactNode {
  const { given, placeholder, onRename, onLeave } = props
  const field = useRef<HTMLInputElement>(null)
  const hintId = useId()
  useEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [])
  // A field that is taken away loses the focus, too.
  const hasLeft = useRef(false)
  const leave = (keeps: boolean): void => {
    if (hasLeft.current) return
    hasLeft.current = true
    const title = field.current?.value.trim() ?? given
    if (!keeps || title === given) onLeave()
    else onRename(title)
  }
  return (
    <div className="rename">
      <input
        ref={field}
        aria-label={words.library.titleField}
        aria-describedby={hintId}
        dir="auto"
        defaultValue={given}
        placeholder={placeholder}
        maxLength={LONGEST}
        onBlur={() => leave(true)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key !== 'Enter' && event.key !== 'Escape') return
          event.preventDefault()
          event.stopPropagation()
          leave(event.key === 'Enter')
        }}
      />
      <small id={hintId}>{words.library.titleHint}</small>
    </div>
  )
}
