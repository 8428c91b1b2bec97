import type { ReactNode } from 'react'
import type { AppState } from '@contract/state'
import { sightline } from '../bridge'
import { formatAccelerator } from '../components/accelerator'
import { Button } from '../components/button'
import { words } from '../i18n/words'
import { FlagIcon } from '../library/library-icons'
import { run } from './ui-store'

/** *Mark this moment*; its title says which keys do the same from any app. */
export function MarkButton({ app }: { readonly app: AppState }): ReactNode {
  const { markShortcut, settings, run: facts } = app
  const keys = formatAccelerator(settings.markShortcut, facts.platform)
  return (
    <Button
      icon={<FlagIcon />}
      title={markShortcut === 'registered' ? words.marks.hint(keys) : undefined}
      onClick={() => void run(sightline.markMoment({ note: '' }))}
    >
      {words.marks.mark}
    </Button>
  )
}
