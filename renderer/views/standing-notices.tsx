import type { ReactNode } from 'react'
import type { AppState } from '@contract/state'
import { formatAccelerator } from '../components/accelerator'
import { Button } from '../components/button'
import { InfoIcon } from '../components/icons'
import { errorWords } from '../i18n/error-words'
import { words } from '../i18n/words'
import { retryDetector } from '../state/retries'
import { soundNotices } from './sound-notices'
import { openSettings, useUi } from './ui-store'

function runNotice({ testRuntime, sandboxOff }: AppState['run']): string {
  return [
    testRuntime === null ? '' : words.notices.testRuntime(testRuntime),
    sandboxOff ? words.notices.sandboxOff : '',
  ]
    .filter(Boolean)
    .join(' ')
}

function shortcutNotice({ shortcut, run }: AppState): string | null {
  const keys = formatAccelerator(shortcut.accelerator, run.platform)
  switch (shortcut.kind) {
    case 'registered':
      return null
    case 'taken':
      return words.settings.shortcutTaken(keys)
    case 'invalid':
      return words.settings.shortcutInvalid(keys)
  }
}

/** Facts of this run that the user must know for as long as they hold. */
export function StandingNotices({ app }: { readonly app: AppState }): ReactNode {
  const aboutRun = runNotice(app.run)
  const aboutShortcut = shortcutNotice(app)
  const aboutSound = soundNotices(app)
  const aboutDetector = useUi(({ detectorFailure }) => detectorFailure)
  const isEmpty = aboutRun === '' && aboutShortcut === null && aboutSound.length === 0
  if (isEmpty && aboutDetector === null) return null
  return (
    <section className="standing" aria-label={words.notices.label}>
      {aboutRun !== '' && (
        <p>
          <InfoIcon />
          <span>{aboutRun}</span>
        </p>
      )}
      {aboutShortcut !== null && (
        <p>
          <InfoIcon />
          <span>{aboutShortcut}</span>
          <Button tone="quiet" onClick={() => openSettings('shortcut')}>
            {words.settings.shortcutChooseAnother}
          </Button>
        </p>
      )}
      {aboutSound.map((text) => (
        <p key={text} role="status">
          <InfoIcon />
          <span>{text}</span>
          <Button tone="quiet" onClick={() => openSettings('sound')}>
            {words.next.chooseDevices}
          </Button>
        </p>
      ))}
      {aboutDetector !== null && (
        <p role="status">
          <InfoIcon />
          <span>
            {errorWords[aboutDetector.reason].title}. {errorWords[aboutDetector.reason].body}
          </span>
          <Button tone="quiet" onClick={retryDetector}>
            {words.app.tryAgain}
          </Button>
        </p>
      )}
    </section>
  )
}
