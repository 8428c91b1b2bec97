import type { ReactNode } from 'react'
import type { Detail, DETAIL_LONG_SIDE } from '@contract/settings'
import { sightline } from '../bridge'
import { Segmented } from '../components/segmented'
import { words } from '../i18n/words'
import { run } from './ui-store'

/** The contract's figures again, as its module would bring a validator along; the type binds them. */
const LONG_SIDE: typeof DETAIL_LONG_SIDE = { economy: 768, standard: 1280, 'read-text': 1920 }

/** How large the pictures are that are sent. */
export function DetailChoice({ detail }: { readonly detail: Detail }): ReactNode {
  return (
    <Segmented
      label={words.settings.detail}
      value={detail}
      options={words.settings.details}
      hint={words.settings.detailHints[detail](String(LONG_SIDE[detail]))}
      onChange={(chosen) => void run(sightline.updateSettings({ detail: chosen }))}
    />
  )
}
