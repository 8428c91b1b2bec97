import { sightline } from '../bridge'
import { run } from './ui-store'

/**
 * Opens the microphone again after a failure: the window opens it with each conversation, so the
 * conversation starts afresh.
 */
export function reopenMicrophone(): void {
  void run(sightline.endConversation().then(() => sightline.startConversation()))
}
