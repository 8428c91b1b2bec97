import { create } from 'zustand'
import type { SentFrame } from '@contract/session'
import type { AppState } from '@contract/state'
import type { TranscriptLine } from '@contract/transcript'
import { HELD_LINES } from '@contract/transcript-bounds'
import { sightline } from '../bridge'
import { withLine, withoutConversations } from './lines'

/** Main's state as this window mirrors it; `null` until the first snapshot has come. */
interface Mirror {
  readonly app: AppState | null
  /** In order of speaking, oldest first. */
  readonly lines: readonly TranscriptLine[]
  readonly lastFrame: SentFrame | null
}

export const useMirror = create<Mirror>(() => ({ app: null, lines: [], lastFrame: null }))

/** What is kept on the disk is let go of here: other conversations, and the oldest of this one. */
function held(lines: readonly TranscriptLine[], app: AppState | null): readonly TranscriptLine[] {
  if (app?.isConversationKept !== true || lines.length <= HELD_LINES) return lines
  return lines
    .filter(({ conversationId }) => conversationId === app.conversationId)
    .slice(-HELD_LINES)
}

/**
 * Takes the whole state once, then follows main's pushes. Pushes that overtake the snapshot are
 * applied after it, so that nothing newer is overwritten by something older.
 * Returns the function that stops following.
 */
export async function followMain(): Promise<() => void> {
  const early: (() => void)[] = []
  let ready = false
  const apply = (change: () => void): void => {
    if (ready) change()
    else early.push(change)
  }
  const stops = [
    sightline.onStateChanged((patch) =>
      apply(() =>
        useMirror.setState(({ app }) => ({ app: app === null ? null : { ...app, ...patch } })),
      ),
    ),
    sightline.onLineChanged((line) =>
      apply(() =>
        useMirror.setState(({ app, lines }) => ({
          lines: held(withLine(lines, line), app),
        })),
      ),
    ),
    sightline.onConversationsGone((ids) =>
      apply(() => useMirror.setState(({ lines }) => ({ lines: withoutConversations(lines, ids) }))),
    ),
    sightline.onFrameSent((lastFrame) => apply(() => useMirror.setState({ lastFrame }))),
  ]
  const snapshot = await sightline.readSnapshot()
  if (snapshot.ok) {
    const { state, lines, lastFrame } = snapshot.value
    useMirror.setState({ app: state, lines, lastFrame })
  }
  ready = true
  early.forEach((change) => change())
  return () => stops.forEach((stop) => stop())
}
