import { useEffect, useState } from 'react'
import type { AppError } from '@contract/errors'
import { sightline } from '../bridge'
import { listCameras, onCamerasChanged } from '../vision/cameras'
import { mergeOptions, type ShareOption } from './share-order'

const LOOK_EVERY_MS = 1000

interface ShareOptions {
  /** `null` until the first look is done. */
  readonly options: readonly ShareOption[] | null
  /** Why screens and windows cannot be listed. */
  readonly error: AppError | null
  /** Looks again now. */
  readonly lookAgain: () => void
}

const cameraOptions = async (): Promise<ShareOption[]> => {
  // Without the right to look at devices there are no cameras to offer, and nothing to say yet.
  const cameras = await listCameras().catch(() => [])
  return cameras.map((camera) => ({ ...camera, thumbnail: '' }))
}

/** What can be shared, looked up again about every second, one look at a time. */
export function useShareOptions(): ShareOptions {
  const [found, setFound] = useState<Pick<ShareOptions, 'options' | 'error'>>({
    options: null,
    error: null,
  })
  const [round, setRound] = useState(0)

  useEffect(() => {
    let over = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = async (): Promise<void> => {
      if (!document.hidden) {
        const [listed, cameras] = await Promise.all([
          sightline.listShareCandidates(),
          cameraOptions(),
        ])
        if (over) return
        const seen = [...(listed.ok ? listed.value : []), ...cameras]
        setFound(({ options }) => ({
          options: mergeOptions(options ?? [], seen),
          error: listed.ok ? null : listed.error,
        }))
      }
      timer = setTimeout(() => void look(), LOOK_EVERY_MS)
    }
    void look()
    const stopCameras = onCamerasChanged(() => setRound((count) => count + 1))
    return () => {
      over = true
      clearTimeout(timer)
      stopCameras()
    }
  }, [round])

  return { ...found, lookAgain: () => setRound((count) => count + 1) }
}
