/** How text is put into a session: that depends on the model. */
import type { HistoryTurn, LiveConnection } from './live-client'
import { capabilitiesOf } from './models'
import type { SessionWishes } from './session-config'

/** As live input, text counts as activity only where the server detects activity. */
export function sendTyped(connection: LiveConnection, wishes: SessionWishes, text: string): void {
  const manual = wishes.talkMode === 'push-to-talk'
  if (manual && capabilitiesOf(wishes.model).clientContentMidSession) connection.sendTurn(text)
  else connection.sendLiveText(text)
}

/** Tells a session what was said before it, if the model may be told. */
export function tellHistory(
  connection: LiveConnection,
  { model }: SessionWishes,
  history: readonly HistoryTurn[],
): void {
  if (!capabilitiesOf(model).clientContentMidSession) return
  if (history.length > 0) connection.sendHistory(history)
}
