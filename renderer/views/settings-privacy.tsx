import { useState, type ReactNode } from 'react'
import type { RunFacts } from '@contract/state'
import { sightline } from '../bridge'
import { Button } from '../components/button'
import { words } from '../i18n/words'
import { run } from './ui-store'

/** As the contract has them. */
const LEAST_LENGTH = 2
const GREATEST_LENGTH = 100
const MOST = 50

interface SettingsPrivacyProps {
  readonly excluded: readonly string[]
  readonly displayServer: RunFacts['displayServer']
}

const save = (excluded: string[]): void => void run(sightline.updateSettings({ excluded }))

function NewExclusion({ excluded }: { readonly excluded: readonly string[] }): ReactNode {
  const [text, setText] = useState('')
  const title = text.trim()
  const isKnown = excluded.some((known) => known.toLowerCase() === title.toLowerCase())
  const isUsable = title.length >= LEAST_LENGTH && !isKnown && excluded.length < MOST
  return (
    <form
      className="field-row"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isUsable) return
        save([...excluded, title])
        setText('')
      }}
    >
      <input
        type="text"
        aria-label={words.sharing.excludedLabel}
        placeholder={words.sharing.excludedExample}
        maxLength={GREATEST_LENGTH}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <Button submit disabled={!isUsable}>
        {words.sharing.excludedAdd}
      </Button>
    </form>
  )
}

/** Windows that the assistant never gets to see. */
export function SettingsPrivacy({ excluded, displayServer }: SettingsPrivacyProps): ReactNode {
  return (
    <section className="field" aria-label={words.sharing.excluded}>
      <h4>{words.sharing.excluded}</h4>
      <p className="hint">
        {displayServer === 'wayland' ? words.sharing.excludedWayland : words.sharing.excludedHint}
      </p>
      {excluded.length > 0 && (
        <ul className="exclusions">
          {excluded.map((title) => (
            <li key={title} className="field-row">
              <span dir="auto">{title}</span>
              <Button
                tone="quiet"
                aria-label={words.sharing.excludedRemove(title)}
                onClick={() => save(excluded.filter((other) => other !== title))}
              >
                {words.sharing.remove}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <NewExclusion excluded={excluded} />
    </section>
  )
}
