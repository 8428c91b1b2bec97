/** How text is put into a session: that depends on the model. */
import type { HistoryTurn, LiveSender } from './live-sender'
import { capabilitiesOf } from './models'
import type { SessionWishes } from './session-config'

/** As live input, text counts as activity only where the server detects activity. */
export function sendTyped(sender: LiveSender, wishes: SessionWishes, text: string): void {
  const manual = wishes.talkMode === 'push-to-talk'
  if (manual && capabilitiesOf(wishes.model).clientContentMidSession) sender.sendTurn(text)
  else sender.sendLiveText(text)
}

/** Tells a session what was said before it; returns false where the model may not be told. */
export function tellHistory(
  sender: LiveSender,
  { model }: SessionWishes,
  history: readonly HistoryTurn[],
): boolean {
  if (!capabilitiesOf(model).clientContentMidSession) return false
  sender.sendHistory(history)
  return true
}
