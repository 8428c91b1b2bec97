import { useEffect, useId, useRef, useState, type SubmitEvent, type ReactNode } from 'react'
import type { AppError } from '@contract/errors'
import type { RunFacts } from '@contract/state'
import { sightline } from '../bridge'
import { Button } from '../components/button'
import { words } from '../i18n/words'
import { FormError } from './form-error'
import { KeepChoice, type Keep } from './keep-choice'

interface KeyFormProps {
  readonly keyStorage: RunFacts['keyStorage']
  readonly onDone?: () => void
  readonly onCancel?: () => void
}

/** Takes a key, has it checked, and forgets it at once. */
export function KeyForm({ keyStorage, onDone, onCancel }: KeyFormProps): ReactNode {
  const field = useRef<HTMLInputElement>(null)
  const [keep, setKeep] = useState<Keep>(keyStorage === 'weak' ? 'this-run' : 'keychain')
  const [checking, setChecking] = useState(false)
  const [error, setError] = useState<AppError | null>(null)
  const id = useId()
  const hintId = useId()

  useEffect(() => field.current?.focus(), [])

  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const input = field.current
    const key = input?.value.trim() ?? ''
    if (!input || key === '' || checking) return
    input.value = ''
    setChecking(true)
    setError(null)
    const result = await sightline.submitKey({ key, keep })
    setChecking(false)
    if (result.ok) onDone?.()
    else {
      setError(result.error)
      field.current?.focus()
    }
  }

  return (
    <form className="key-form" onSubmit={(event) => void submit(event)}>
      <div className="field">
        <label htmlFor={id}>{words.key.label}</label>
        <input
          ref={field}
          id={id}
          type="password"
          autoComplete="off"
          maxLength={500}
          aria-describedby={hintId}
          aria-invalid={error !== null}
        />
        <p id={hintId} className="hint">
          {words.key.hint} {keyStorage === 'keychain' && words.key.kept}
        </p>
      </div>
      {keyStorage === 'weak' && <KeepChoice keep={keep} onChange={setKeep} />}
      <div className="form-buttons">
        <Button submit tone="primary" aria-disabled={checking}>
          {checking ? words.key.checking : words.key.submit}
        </Button>
        {onCancel && <Button onClick={onCancel}>{words.app.cancel}</Button>}
      </div>
      <FormError error={error} />
    </form>
  )
}
