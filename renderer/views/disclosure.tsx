import type { ReactNode } from 'react'
import { words } from '../i18n/words'

/** What leaves this computer and what becomes of it, in full. */
export function PrivacyNote(): ReactNode {
  const { privacy } = words
  return (
    <div className="privacy">
      <p>{privacy.sent}</p>
      <ul>
        {privacy.items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
      <p>{privacy.local}</p>
      <dl>
        {privacy.terms.map(({ about, text }) => (
          <div key={about}>
            <dt>{about}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

/** The same in one line, before a conversation starts. */
export function Disclosure({ demo }: { readonly demo: boolean }): ReactNode {
  if (demo) return <p className="disclosure">{words.privacy.shortDemo}</p>
  return (
    <details className="disclosure">
      <summary>
        {words.privacy.short} <span className="more">{words.privacy.details}</span>
      </summary>
      <PrivacyNote />
    </details>
  )
}
