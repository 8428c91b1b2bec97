import { useEffect, useState } from 'react'
import type { AppError } from '@contract/errors'
import type { RunFacts } from '@contract/state'
import { sightline } from '../bridge'
import { listCameras, onCamerasChanged } from '../vision/cameras'
import { mergeOptions, type ShareOption } from './share-order'
import { looksAgain } from './share-refresh'

const LOOK_EVERY_MS = 1000

interface Sources {
  /** `null` until the first look is done. */
  readonly options: readonly ShareOption[] | null
  /** Why screens and windows cannot be listed. */
  readonly error: AppError | null
}

interface ShareOptions extends Sources {
  /** Looks again now. */
  readonly lookAgain: () => void
}

/** Screens and windows, looked up again about every second, one look at a time. */
function useSources(displayServer: RunFacts['displayServer'], round: number): Sources {
  const [found, setFound] = useState<Sources>({ options: null, error: null })
  useEffect(() => {
    let over = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const later = (): void => {
      timer = setTimeout(() => void look(), LOOK_EVERY_MS)
    }
    const look = async (): Promise<void> => {
      if (document.hidden) {
        later()
        return
      }
      const listed = await sightline.listShareCandidates()
      if (over) return
      const seen = listed.ok ? listed.value : []
      setFound(({ options }) => ({
        options: mergeOptions(options ?? [], seen),
        error: listed.ok ? null : listed.error,
      }))
      if (looksAgain(displayServer)) later()
    }
    void look()
    return () => {
      over = true
      clearTimeout(timer)
    }
  }, [displayServer, round])
  return found
}

/** The cameras, followed as they come and go; they have no picture before they are chosen. */
function useCameras(): readonly ShareOption[] {
  const [cameras, setCameras] = useState<readonly ShareOption[]>([])
  useEffect(() => {
    let over = false
    const look = async (): Promise<void> => {
      // Without the right to look at devices there are no cameras to offer, and nothing to say yet.
      const found = await listCameras().catch(() => [])
      if (!over) setCameras(found.map((camera) => ({ ...camera, thumbnail: '' })))
    }
    void look()
    const stop = onCamerasChanged(() => void look())
    return () => {
      over = true
      stop()
    }
  }, [])
  return cameras
}

/** Everything that can be shared, in the order of the picker. */
export function useShareOptions(displayServer: RunFacts['displayServer']): ShareOptions {
  const [round, setRound] = useState(0)
  const { options, error } = useSources(displayServer, round)
  const cameras = useCameras()
  return {
    options: options && [...options, ...cameras],
    error,
    lookAgain: () => setRound((count) => count + 1),
  }
}
