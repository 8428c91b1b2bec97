import type { Box, Corner } from '@contract/settings'

/** How the picture that is sent is made of what is captured. */
export interface Composition {
  /** The part of the source that is shown; `null`: all of it. */
  readonly region: Box | null
  /** Where the camera's picture lies, if there is one. */
  readonly corner: Corner
  /** Parts of the composed picture that are covered. */
  readonly covers: readonly Box[]
  readonly coversRevision: number
}

/** Pixels. */
export interface Size {
  readonly width: number
  readonly height: number
}

/** Pixels. */
export interface PixelBox extends Size {
  readonly left: number
  readonly top: number
}

/** The camera's part of the picture's width: people are recognised, and little is hidden. */
const CAMERA_PART = 0.25
/** It never takes more than half of the height, as a portrait camera otherwise would. */
const CAMERA_HEIGHT_PART = 0.5
/** Distance from the edges, as a part of the width. */
const MARGIN_PART = 0.01
/** A px that was made a part and is made a px again may be off by less than this. */
const ROUNDING_PX = 1e-6

/** The part of the source that is shown, on even pixels: that is how colours are stored. */
export function cropOf(source: Size, region: Box | null): PixelBox {
  if (region === null) return { left: 0, top: 0, ...source }
  const left = evenBelow(region.left * source.width, source.width)
  const top = evenBelow(region.top * source.height, source.height)
  return {
    left,
    top,
    width: evenLength((region.left + region.width) * source.width, left, source.width),
    height: evenLength((region.top + region.height) * source.height, top, source.height),
  }
}

/** Where the camera's picture lies in a picture of this size: undistorted, in its corner. */
export function cameraPlace(picture: Size, camera: Size, corner: Corner): PixelBox {
  const scale = Math.min(
    (picture.width * CAMERA_PART) / camera.width,
    (picture.height * CAMERA_HEIGHT_PART) / camera.height,
  )
  const width = Math.max(1, Math.round(camera.width * scale))
  const height = Math.max(1, Math.round(camera.height * scale))
  const margin = Math.min(
    Math.round(picture.width * MARGIN_PART),
    picture.width - width,
    picture.height - height,
  )
  const [vertical, horizontal] = corner.split('-')
  return {
    left: horizontal === 'left' ? margin : picture.width - width - margin,
    top: vertical === 'top' ? margin : picture.height - height - margin,
    width,
    height,
  }
}

/** The covers in whole pixels, outwards: nothing shines through at an edge. */
export function coverBoxes(picture: Size, covers: readonly Box[]): PixelBox[] {
  return covers.map((cover) => {
    const left = Math.floor(cover.left * picture.width)
    const top = Math.floor(cover.top * picture.height)
    const right = Math.min(picture.width, Math.ceil((cover.left + cover.width) * picture.width))
    const bottom = Math.min(picture.height, Math.ceil((cover.top + cover.height) * picture.height))
    return { left, top, width: right - left, height: bottom - top }
  })
}

/**
 * How often a picture is halved that will be sent with this long side, in px: as often as it stays at
 * least so long. Halving takes the mean of the pixels, so that all of them count.
 */
export function halvingsOf(source: Size, longSide: number): number {
  const ratio = Math.max(source.width, source.height) / longSide
  // A picture of few lines has none to lose.
  return Math.max(0, Math.floor(Math.log2(Math.min(ratio, source.width, source.height))))
}

function evenBelow(position: number, limit: number): number {
  return Math.max(0, Math.floor(Math.min(position + ROUNDING_PX, limit - 2) / 2) * 2)
}

function evenLength(end: number, from: number, limit: number): number {
  return Math.max(2, Math.min(Math.ceil((end - ROUNDING_PX) / 2) * 2, limit) - from)
}
