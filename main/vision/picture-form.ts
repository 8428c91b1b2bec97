import type { PictureForm } from '@contract/media'
import { DETAIL_LONG_SIDE, type Detail } from '@contract/settings'

/**
 * Judged by pictures of code and of a spreadsheet (docs/pictures.md): unscaled letters bear more
 * compression than scaled ones.
 */
const QUALITY: Readonly<Record<Detail, number>> = {
  economy: 0.8,
  standard: 0.8,
  'read-text': 0.75,
}

/** How pictures of this detail are made. */
export const formOf = (detail: Detail): PictureForm => ({
  longSide: DETAIL_LONG_SIDE[detail],
  quality: QUALITY[detail],
})
