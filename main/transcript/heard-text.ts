/**
 * Cuts a reply at what was heard. The service gives no times for its words, so each share of the
 * voice is taken to carry the same share of the text; a word that was begun but not finished is
 * left out. Pure.
 *
 * @param fraction heard samples divided by the samples that had arrived, from 0 to 1
 */
export function heardText(text: string, fraction: number): string {
  if (fraction >= 1) return text
  const limit = Math.max(0, fraction) * text.length
  let end = 0
  for (const { index, segment, isWordLike } of words.segment(text)) {
    if (index + segment.length > limit) break
    if (isWordLike) end = index + segment.length
  }
  return text.slice(0, end)
}

const words = new Intl.Segmenter(undefined, { granularity: 'word' })
