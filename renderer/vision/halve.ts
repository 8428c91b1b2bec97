/** Of four channels of eight bits, every other one. */
const EVEN_CHANNELS = 0x00ff00ff
/** Half of four, in two channels at once: means are rounded, not cut. */
const ROUND = 0x00020002

/**
 * A picture half as wide and high; each pixel is the mean of four. `pixels` holds one RGBA pixel per
 * number. A last odd row or column is left out.
 */
export function halve(
  pixels: Uint32Array,
  width: number,
  height: number,
): Uint32Array<ArrayBuffer> {
  const columns = width >> 1
  const rows = height >> 1
  const result = new Uint32Array(columns * rows)
  let to = 0
  for (let row = 0; row < rows; row += 1) {
    let upper = row * 2 * width
    let lower = upper + width
    for (let column = 0; column < columns; column += 1, upper += 2, lower += 2, to += 1) {
      const a = pixels[upper] ?? 0
      const b = pixels[upper + 1] ?? 0
      const c = pixels[lower] ?? 0
      const d = pixels[lower + 1] ?? 0
      const even =
        (a & EVEN_CHANNELS) + (b & EVEN_CHANNELS) + (c & EVEN_CHANNELS) + (d & EVEN_CHANNELS)
      const odd =
        ((a >>> 8) & EVEN_CHANNELS) +
        ((b >>> 8) & EVEN_CHANNELS) +
        ((c >>> 8) & EVEN_CHANNELS) +
        ((d >>> 8) & EVEN_CHANNELS)
      result[to] =
        (((even + ROUND) >>> 2) & EVEN_CHANNELS) | ((((odd + ROUND) >>> 2) & EVEN_CHANNELS) << 8)
    }
  }
  return result
}
