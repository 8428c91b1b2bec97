import { sightline } from './bridge'

/** Answers main, which asks every two seconds, so that it notices when this page hangs. */
export function startHeartbeat(): void {
  sightline.onHeartbeat(() => void sightline.answerHeartbeat())
}
