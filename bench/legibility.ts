/**
 * How well small text can be read in a picture: a reader that knows where each letter stands and
 * what all letters look like on the screen says which one it sees. It reads better than a model
 * does; letters that it mixes up are lost.
 */
import sharp from 'sharp'

/** A letter on the screen, in px. */
export interface Letter {
  readonly letter: string
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

interface Grey {
  readonly pixels: Uint8Array
  readonly width: number
  readonly height: number
}

/** Letters are compared at so many points. */
const GRID = { columns: 8, rows: 16 }
/** Letters that are seldom have no sure form. */
const LEAST_COUNT = 4

/** The share of the letters that are read rightly, from 0 to 1. */
export async function legibility(
  screen: Buffer,
  picture: Buffer,
  letters: readonly Letter[],
): Promise<number> {
  const sharply = await greyOf(screen)
  const sent = await greyOf(picture, sharply)
  const forms = formsOf(sharply, letters)
  const known = letters.filter(({ letter }) => forms.has(letter))
  const right = known.filter((place) => read(sample(sent, place), forms) === place.letter)
  return right.length / known.length
}

/** Brightness, enlarged to the screen's size. */
async function greyOf(picture: Buffer, size?: Grey): Promise<Grey> {
  const sized = size ? { width: size.width, height: size.height, fit: 'fill' as const } : null
  const { data, info } = await sharp(picture)
    .resize(sized)
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { pixels: data, width: info.width, height: info.height }
}

/** What each letter looks like, on the average. */
function formsOf(screen: Grey, letters: readonly Letter[]): Map<string, Float64Array> {
  const seen = new Map<string, Float64Array[]>()
  for (const place of letters) {
    const samples = seen.get(place.letter) ?? []
    samples.push(sample(screen, place))
    seen.set(place.letter, samples)
  }
  const known = [...seen].filter(([, samples]) => samples.length >= LEAST_COUNT)
  return new Map(known.map(([letter, samples]) => [letter, normalized(sumOf(samples))]))
}

function sumOf(samples: readonly Float64Array[]): Float64Array {
  const sum = new Float64Array(GRID.columns * GRID.rows)
  for (const points of samples) points.forEach((value, at) => (sum[at] = (sum[at] ?? 0) + value))
  return sum
}

function read(seen: Float64Array, forms: ReadonlyMap<string, Float64Array>): string {
  let best = ''
  let likeness = -Infinity
  for (const [letter, form] of forms) {
    let product = 0
    for (let at = 0; at < seen.length; at += 1) product += (seen[at] ?? 0) * (form[at] ?? 0)
    if (product <= likeness) continue
    best = letter
    likeness = product
  }
  return best
}

/** A letter's points about their mean, of length 1; ink is above. */
function sample(picture: Grey, { left, top, width, height }: Letter): Float64Array {
  const points = new Float64Array(GRID.columns * GRID.rows)
  for (let row = 0; row < GRID.rows; row += 1) {
    for (let column = 0; column < GRID.columns; column += 1) {
      const x = left + ((column + 0.5) * width) / GRID.columns - 0.5
      const y = top + ((row + 0.5) * height) / GRID.rows - 0.5
      points[row * GRID.columns + column] = brightness(picture, x, y)
    }
  }
  // Dark on light counts like light on dark; the ground is what most of a letter's box is.
  const ground = [...points].sort((a, b) => a - b)[points.length >> 1] ?? 0
  const mean = points.reduce((sum, value) => sum + value, 0) / points.length
  const sign = mean < ground ? -1 : 1
  return normalized(points.map((value) => sign * value))
}

function normalized(points: Float64Array): Float64Array {
  const mean = points.reduce((sum, value) => sum + value, 0) / points.length
  const centred = points.map((value) => value - mean)
  const length = Math.hypot(...centred) || 1
  return centred.map((value) => value / length)
}

/** Between pixels: of the four around, in proportion. */
function brightness({ pixels, width, height }: Grey, x: number, y: number): number {
  const column = Math.min(Math.max(Math.floor(x), 0), width - 2)
  const row = Math.min(Math.max(Math.floor(y), 0), height - 2)
  const [right, down] = [x - column, y - row]
  const at = row * width + column
  const upper = (pixels[at] ?? 0) * (1 - right) + (pixels[at + 1] ?? 0) * right
  const lower = (pixels[at + width] ?? 0) * (1 - right) + (pixels[at + width + 1] ?? 0) * right
  return upper * (1 - down) + lower * down
}
