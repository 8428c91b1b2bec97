import { useState, type ReactNode, type SubmitEvent } from 'react'
import type { AccessEntry } from '@contract/access'
import type { AppError } from '@contract/errors'
import type { RunFacts } from '@contract/state'
import { sightline } from '../bridge'
import { Button } from '../components/button'
import { words } from '../i18n/words'
import { FormError } from './form-error'
import { KeepChoice, type Keep } from './keep-choice'

interface AccessFormProps {
  /** Of what was entered, empty where nothing was. */
  readonly entryOf: (text: (name: string) => string, keep: Keep) => AccessEntry
  /** Where a secret is entered, how it can be kept; without one, nothing is asked. */
  readonly keyStorage: RunFacts['keyStorage'] | null
  readonly children: ReactNode
}

type Outcome =
  | { readonly kind: 'none' }
  | { readonly kind: 'checking' }
  | { readonly kind: 'used' }
  | { readonly kind: 'failed'; readonly error: AppError }

/** Takes a way in and has it checked; the fields of secrets are emptied at once. */
export function AccessForm({ entryOf, keyStorage, children }: AccessFormProps): ReactNode {
  const [keep, setKeep] = useState<Keep>(keyStorage === 'weak' ? 'this-run' : 'keychain')
  const [outcome, setOutcome] = useState<Outcome>({ kind: 'none' })
  const checking = outcome.kind === 'checking'

  const submit = async (event: SubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    if (checking) return
    const form = event.currentTarget
    const data = new FormData(form)
    const text = (name: string): string => {
      const value = data.get(name)
      return typeof value === 'string' ? value.trim() : ''
    }
    const entry = entryOf(text, keep)
    for (const field of form.querySelectorAll<HTMLInputElement>('input[type=password]')) {
      field.value = ''
    }
    setOutcome({ kind: 'checking' })
    const result = await sightline.submitAccess(entry)
    setOutcome(result.ok ? { kind: 'used' } : { kind: 'failed', error: result.error })
  }

  return (
    <form className="access-form" onSubmit={(event) => void submit(event)}>
      {children}
      {keyStorage === 'weak' && <KeepChoice keep={keep} onChange={setKeep} />}
      <div className="form-buttons">
        <Button submit tone="primary" aria-disabled={checking}>
          {checking ? words.key.checking : words.access.submit}
        </Button>
      </div>
      <FormError error={outcome.kind === 'failed' ? outcome.error : null} />
      <p role="status" className="hint">
        {outcome.kind === 'used' && words.access.checked}
      </p>
    </form>
  )
}
