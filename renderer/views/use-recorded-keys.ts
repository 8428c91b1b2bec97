import { useEffect } from 'react'
import type { RunFacts } from '@contract/state'
import { acceleratorOf } from '../components/accelerator'

/** Listens for the keys to use; while it does, no key has any other effect. */
export function useRecordedKeys(
  recording: boolean,
  platform: RunFacts['platform'],
  onKeys: (accelerator: string | null) => void,
): void {
  useEffect(() => {
    if (!recording) return
    const listen = (event: KeyboardEvent): void => {
      const accelerator = acceleratorOf(event, platform)
      const bare = !event.ctrlKey && !event.altKey && !event.metaKey
      // Tab goes on to the next control, so that the keyboard is never trapped.
      if (event.key !== 'Tab' || !bare) {
        event.preventDefault()
        event.stopPropagation()
      }
      if (bare && (event.key === 'Tab' || event.key === 'Escape')) onKeys(null)
      else if (accelerator) onKeys(accelerator)
    }
    window.addEventListener('keydown', listen, true)
    return () => window.removeEventListener('keydown', listen, true)
  }, [recording, platform, onKeys])
}
