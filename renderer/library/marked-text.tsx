import type { ReactNode } from 'react'
import type { TextRange } from '@contract/library'
import { piecesOf } from './excerpt'

interface MarkedTextProps {
  readonly text: string
  readonly found: readonly TextRange[]
}

/** A text with what was looked for marked in it. */
export function MarkedText({ text, found }: MarkedTextProps): ReactNode {
  return piecesOf(text, found).map((piece, index) =>
    piece.isFound ? <mark key={index}>{piece.text}</mark> : <span key={index}>{piece.text}</span>,
  )
}
