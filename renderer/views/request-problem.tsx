import type { ReactNode } from 'react'
import { Banner } from '../components/banner'
import { errorWords } from '../i18n/error-words'
import { useUi } from './ui-store'

/** The last request that failed, inside a dialog: what is behind it cannot be reached. */
export function RequestProblem(): ReactNode {
  const problem = useUi((ui) => ui.problem)
  if (problem === null) return null
  const { title, body } = errorWords[problem.reason]
  return (
    <Banner
      title={title}
      body={body}
      detail={problem.detail}
      onDismiss={() => useUi.setState({ problem: null })}
    />
  )
}
