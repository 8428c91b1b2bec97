import { useState } from 'react'
import type { SentFrame } from '@contract/session'
import type { SharingOn } from './session-facts'

/** What encoding to whole pixels does to a shape is less. */
const LEAST_CHANGE = 0.01

/**
 * Whether the picture has another shape than when its parts were covered, as that of a window that
 * was resized: the covers may hide the wrong parts by now.
 */
export function useReshaped(
  { covers, coversRevision }: SharingOn,
  frame: SentFrame | null,
): boolean {
  const [covered, setCovered] = useState<{ revision: number; ratio: number } | null>(null)
  const ratio = frame && frame.width / frame.height
  if (covers.length === 0) {
    if (covered) setCovered(null)
    return false
  }
  if (ratio === null) return false
  if (covered?.revision !== coversRevision) {
    setCovered({ revision: coversRevision, ratio })
    return false
  }
  return Math.abs(ratio / covered.ratio - 1) > LEAST_CHANGE
}
