import { useId, useState, type KeyboardEvent, type ReactNode } from 'react'
import type { AppError } from '@contract/errors'
import { sightline } from '../bridge'
import { Button } from '../components/button'
import { SendIcon } from '../components/icons'
import { errorWords } from '../i18n/error-words'
import { words } from '../i18n/words'

const MAX_LENGTH = 20_000

/** The box for typed messages. A text that could not be sent stays in it. */
export function Composer({ live }: { readonly live: boolean }): ReactNode {
  const [text, setText] = useState('')
  const [sending, setSending] = useState(false)
  const [error, setError] = useState<AppError | null>(null)
  const id = useId()
  const errorId = useId()

  const send = async (): Promise<void> => {
    const trimmed = text.trim()
    if (!live || sending || trimmed === '') return
    setSending(true)
    const result = await sightline.sendText({ text: trimmed })
    setSending(false)
    setError(result.ok ? null : result.error)
    // What was typed meanwhile is another message.
    if (result.ok) setText((now) => (now === text ? '' : now))
  }

  const sendOnEnter = (event: KeyboardEvent): void => {
    // While an input method composes, Enter accepts its suggestion.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    void send()
  }

  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      {error && (
        <p id={errorId} className="field-error" role="alert">
          {errorWords[error.reason].title}. {errorWords[error.reason].body}
        </p>
      )}
      <label htmlFor={id} className="visually-hidden">
        {words.composer.label}
      </label>
      <textarea
        id={id}
        dir="auto"
        rows={1}
        maxLength={MAX_LENGTH}
        disabled={!live}
        value={text}
        placeholder={live ? words.composer.placeholderLive : words.composer.placeholderOff}
        aria-invalid={error !== null}
        aria-describedby={error ? errorId : undefined}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={sendOnEnter}
      />
      {live && (
        <Button submit tone="plain" icon={<SendIcon />}>
          {words.composer.send}
        </Button>
      )}
    </form>
  )
}
