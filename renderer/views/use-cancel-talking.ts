import { useEffect } from 'react'
import { sightline } from '../bridge'
import { run } from './ui-store'

/** While the user talks, Escape in the window takes back what they say. A dialog closes first. */
export function useCancelTalking(talking: boolean): void {
  useEffect(() => {
    if (!talking) return
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.isComposing || document.querySelector('dialog[open]')) {
        return
      }
      void run(sightline.cancelTalking())
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [talking])
}
