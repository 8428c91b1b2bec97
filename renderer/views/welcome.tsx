import { useState, type ReactNode } from 'react'
import type { AppState } from '@contract/state'
import { sightline } from '../bridge'
import { Button } from '../components/button'
import { KeyIcon, PlayIcon } from '../components/icons'
import { Mark } from '../components/mark'
import { words } from '../i18n/words'
import { PrivacyNote } from './disclosure'
import { KeyForm } from './key-form'
import { ProblemBanners } from './problem-banners'
import { StandingNotices } from './standing-notices'
import { openSettings, run } from './ui-store'

/** The first page: what this is, the two ways in, and what leaves this computer. */
export function Welcome({ app }: { readonly app: AppState }): ReactNode {
  const [entering, setEntering] = useState(false)
  return (
    <div className="welcome-page">
      <StandingNotices app={app} />
      <ProblemBanners app={app} />
      <main className="welcome">
        <div className="welcome-head">
          <Mark />
          <h1>{words.app.name}</h1>
          <p className="welcome-summary">{words.app.summary}</p>
        </div>
        {app.key.kind === 'unreadable' && (
          <p className="welcome-notice" role="note">
            {words.welcome.unreadable}
          </p>
        )}
        <div className="ways">
          <section className="way">
            <Button
              tone={entering ? 'plain' : 'primary'}
              icon={<PlayIcon />}
              aria-describedby="demo-hint"
              onClick={() => void run(sightline.startDemo())}
            >
              {words.welcome.tryDemo}
            </Button>
            <p id="demo-hint" className="hint">
              {words.welcome.tryDemoHint}
            </p>
          </section>
          <section className="way">
            {entering ? (
              <KeyForm keyStorage={app.run.keyStorage} onCancel={() => setEntering(false)} />
            ) : (
              <>
                <Button
                  icon={<KeyIcon />}
                  aria-describedby="key-hint"
                  onClick={() => setEntering(true)}
                >
                  {words.welcome.enterKey}
                </Button>
                <p id="key-hint" className="hint">
                  {words.welcome.enterKeyHint}
                </p>
              </>
            )}
          </section>
        </div>
        {!entering && (
          <Button tone="quiet" onClick={() => openSettings('access')}>
            {words.welcome.otherWays}
          </Button>
        )}
        <section className="welcome-privacy">
          <h2>{words.privacy.title}</h2>
          <PrivacyNote />
        </section>
      </main>
    </div>
  )
}
