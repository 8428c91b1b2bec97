import { useId, type ReactNode } from 'react'
import type { Corner } from '@contract/settings'
import { words } from '../i18n/words'
import { CornerChoice } from './corner-choice'
import type { ShareOption } from './share-order'
import { cameraName } from './source-name'

interface CornerCameraChoiceProps {
  readonly cameras: readonly ShareOption[]
  readonly chosen: ShareOption | null
  readonly corner: Corner
  readonly onChoose: (id: string | null) => void
}

/** Whether a camera is shown together with a screen or window, and where in its picture. */
export function CornerCameraChoice({
  cameras,
  chosen,
  corner,
  onChoose,
}: CornerCameraChoiceProps): ReactNode {
  const id = useId()
  return (
    <div className="corner-camera">
      <div className="labelled-select">
        <label htmlFor={id}>{words.cornerCamera.label}</label>
        <select
          id={id}
          value={chosen?.id ?? ''}
          onChange={({ target }) => onChoose(target.value === '' ? null : target.value)}
        >
          <option value="">{words.cornerCamera.none}</option>
          {cameras.map((camera) => (
            <option key={camera.id} value={camera.id}>
              {cameraName(camera)}
            </option>
          ))}
        </select>
      </div>
      {chosen && <CornerChoice corner={corner} />}
    </div>
  )
}
