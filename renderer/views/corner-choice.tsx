import { useId, type ReactNode } from 'react'
import type { Corner } from '@contract/settings'
import { sightline } from '../bridge'
import { words } from '../i18n/words'
import { run } from './ui-store'

const CORNERS = Object.entries(words.cornerCamera.corners) as [Corner, string][]

/** In which corner of the picture the camera lies; it holds for the share that is on, too. */
export function CornerChoice({ corner }: { readonly corner: Corner }): ReactNode {
  const id = useId()
  return (
    <div className="labelled-select">
      <label htmlFor={id}>{words.cornerCamera.corner}</label>
      <select
        id={id}
        value={corner}
        onChange={({ target }) =>
          void run(sightline.updateSettings({ pictureCorner: target.value as Corner }))
        }
      >
        {CORNERS.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </div>
  )
}
