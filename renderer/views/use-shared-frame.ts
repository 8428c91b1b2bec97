import type { SentFrame, SharingState } from '@contract/session'
import { useMirror } from '../state/app-store'

/** The last picture of this share: one of an earlier share must not pass for it. */
export function useSharedFrame(sharing: SharingState): SentFrame | null {
  const lastFrame = useMirror((mirror) => mirror.lastFrame)
  return sharing.kind === 'on' && lastFrame?.shareId === sharing.shareId ? lastFrame : null
}
