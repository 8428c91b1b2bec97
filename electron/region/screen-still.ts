import { desktopCapturer, screen, type Display } from 'electron'
import type { ScreenStill } from '@contract/region'
import { displayOf } from './display-of'

/** Text stays readable, and a screen of 4K takes some 2 MB. */
const STILL_QUALITY = 90

/** A screen as it looks now, and the display that it is. */
export interface TakenStill {
  readonly still: ScreenStill
  readonly display: Display
}

/** Takes a still of one screen in its own px; `null` when the system gives none. */
export async function takeScreenStill(screenId: string): Promise<TakenStill | null> {
  const listed = await listScreens({ width: 0, height: 0 })
  const source = listed.find(({ id }) => id === screenId)
  const display = source && displayOf(source, listed, screen.getAllDisplays())
  if (!display) return null
  const { scaleFactor, size } = display
  const shown = await listScreens({
    width: Math.round(size.width * scaleFactor),
    height: Math.round(size.height * scaleFactor),
  })
  const picture = shown.find(({ id }) => id === screenId)?.thumbnail
  if (!picture || picture.isEmpty()) return null
  const jpeg = new Uint8Array(picture.toJPEG(STILL_QUALITY))
  return { still: { jpeg, ...picture.getSize() }, display }
}

const listScreens = (thumbnailSize: { width: number; height: number }) =>
  desktopCapturer.getSources({ types: ['screen'], thumbnailSize, fetchWindowIcons: false })
