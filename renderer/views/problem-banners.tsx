import { useState, type ReactNode } from 'react'
import type { AppError } from '@contract/errors'
import type { AppState } from '@contract/state'
import { sightline } from '../bridge'
import { Banner } from '../components/banner'
import { errorWords } from '../i18n/error-words'
import { words } from '../i18n/words'
import { NextSteps, RetryNow } from './next-steps'
import { problemsOf, type Problem } from './problems'
import { isOn } from './session-facts'
import { run, useUi } from './ui-store'

function bodyOf(
  { error, about, isRetried }: Problem,
  platform: AppState['run']['platform'],
): string {
  const { body, next } = errorWords[error.reason]
  const place =
    next?.kind === 'permission' ? ` ${words.permissionPlace[next.permission][platform]}` : ''
  const retried = isRetried ? ` ${words.session.keepsTrying}` : ''
  return (about ? `${words.notices.shareEnded(about)} ` : '') + body + place + retried
}

/** Every failure that stands, as banners with the way on. */
export function ProblemBanners({ app }: { readonly app: AppState }): ReactNode {
  const requestProblem = useUi(({ problem }) => problem)
  const [hidden, setHidden] = useState<AppError | null>(null)

  const dismiss = ({ dismissal, key, error }: Problem): (() => void) | undefined => {
    switch (dismissal.kind) {
      case 'stands':
        return undefined
      case 'notice':
        return () => void run(sightline.dismissNotice({ id: dismissal.id }))
      case 'here':
        return () => (key === 'request' ? useUi.setState({ problem: null }) : setHidden(error))
    }
  }

  return (
    <div className="banners">
      {problemsOf(app, requestProblem)
        .filter(({ error }) => error !== hidden)
        .map((problem) => {
          const { title, next } = errorWords[problem.error.reason]
          return (
            <Banner
              key={problem.key}
              title={title}
              body={bodyOf(problem, app.run.platform)}
              detail={problem.error.detail}
              onDismiss={dismiss(problem)}
              actions={
                problem.isRetried ? (
                  <RetryNow />
                ) : (
                  next && (
                    <NextSteps next={next} platform={app.run.platform} on={isOn(app.session)} />
                  )
                )
              }
            />
          )
        })}
    </div>
  )
}
