/** Spoiling bytes, as broken programs and bad people do. Pure but for the chance that it is given. */

const MOST_CHANGES = 3
const LONGEST_PIECE = 40
/** Bytes that mean something in JSON, or nothing anywhere. */
const TELLING = Buffer.from('{}[]",:\\\0\uFEFF-+.eE0919u\u2028 truefalsenull', 'utf8')

/** A copy with some changes; `other` is where pieces come from that do not belong. */
export function mutate(bytes: Buffer, other: Buffer, random: () => number): Buffer {
  const below = (limit: number): number => Math.floor(random() * limit)
  let result = Buffer.from(bytes)
  for (let left = 1 + below(MOST_CHANGES); left > 0; left -= 1) {
    const at = below(result.length + 1)
    const until = Math.min(result.length, at + 1 + below(LONGEST_PIECE))
    const [head, piece, tail] = [
      result.subarray(0, at),
      result.subarray(at, until),
      result.subarray(until),
    ]
    const changes: (() => readonly Buffer[])[] = [
      () => [head, piece.map((byte) => byte ^ (1 << below(8))) as Buffer, tail],
      () => [head, tail],
      () => [head, piece, piece, tail],
      () => [head, Buffer.of(TELLING[below(TELLING.length)] ?? 0), piece, tail],
      () => [head, Buffer.of(below(256)), tail],
      () => [head, other.subarray(below(other.length)).subarray(0, LONGEST_PIECE), tail],
      () => [head, tail, piece],
      () => (below(4) === 0 ? [head] : [head, piece, tail]),
    ]
    result = Buffer.concat(changes[below(changes.length)]?.() ?? [result])
  }
  return result
}
