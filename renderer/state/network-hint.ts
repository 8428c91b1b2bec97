import { sightline } from '../bridge'

/** Tells main when the system has a network again: only a hint, which hurries what is waited for. */
export function hintNetwork(): () => void {
  const hint = (): void => void sightline.retryConnection()
  window.addEventListener('online', hint)
  return () => window.removeEventListener('online', hint)
}
