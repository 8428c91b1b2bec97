import type { PixelBox, Size } from './composition'

/** Samples of one kind (brightness, or a colour) of a picture, as they lie in memory. */
export interface Plane {
  readonly bytes: Uint8Array
  /** Of the first sample. */
  readonly offset: number
  /** Bytes from one row to the next. */
  readonly stride: number
  /** Bytes from one sample to the next. */
  readonly step: number
  /** Pixels that share a sample, each way. */
  readonly share: 1 | 2
}

/** A picture as means over small squares, one number of 0 to 255 for each square and plane. */
export interface Signature {
  readonly columns: number
  readonly rows: number
  readonly planes: readonly Uint8Array[]
}

/** Side of a square in px: a letter of small print fills about two by three. */
export const CELL = 4
/** The camera is shown about a third as large as it is, and its noise is averaged away. */
export const CAMERA_CELL = 8

/** The signature of a part of a picture. Squares that lie wholly in `hidden` parts of it are 0. */
export function signatureOf(
  planes: readonly Plane[],
  crop: PixelBox,
  cell: number,
  hidden: readonly PixelBox[],
): Signature {
  const columns = Math.floor(crop.width / cell)
  const rows = Math.floor(crop.height / cell)
  const grids = planes.map((plane) => means(plane, crop, { width: columns, height: rows }, cell))
  const signature: Signature = { columns, rows, planes: grids }
  for (const box of hidden) hide(signature, box, cell)
  return signature
}

function means(plane: Plane, crop: PixelBox, grid: Size, cell: number): Uint8Array {
  const { bytes, stride, step, share } = plane
  const side = cell / share
  const count = side * side
  const result = new Uint8Array(grid.width * grid.height)
  const sums = new Uint32Array(grid.width)
  let line = plane.offset + (crop.top / share) * stride + (crop.left / share) * step
  for (let row = 0; row < grid.height; row += 1) {
    sums.fill(0)
    for (let y = 0; y < side; y += 1, line += stride) addLine(sums, bytes, line, step, side)
    const first = row * grid.width
    for (let column = 0; column < grid.width; column += 1) {
      result[first + column] = (sums[column] ?? 0) / count
    }
  }
  return result
}

function addLine(
  sums: Uint32Array,
  bytes: Uint8Array,
  from: number,
  step: number,
  side: number,
): void {
  let at = from
  for (let column = 0; column < sums.length; column += 1) {
    let sum = 0
    for (let x = 0; x < side; x += 1, at += step) sum += bytes[at] ?? 0
    sums[column] = (sums[column] ?? 0) + sum
  }
}

function hide({ columns, rows, planes }: Signature, box: PixelBox, cell: number): void {
  const left = Math.max(0, Math.ceil(box.left / cell))
  const right = Math.min(columns, Math.floor((box.left + box.width) / cell))
  const bottom = Math.min(rows, Math.floor((box.top + box.height) / cell))
  if (right <= left) return
  for (let row = Math.max(0, Math.ceil(box.top / cell)); row < bottom; row += 1) {
    for (const plane of planes) plane.fill(0, row * columns + left, row * columns + right)
  }
}
