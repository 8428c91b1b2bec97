import { useLayoutEffect, useRef, type ReactNode } from 'react'
import type { SentFrame } from '@contract/session'
import { formatPixels } from '../components/format'
import { words } from '../i18n/words'

interface SentImageProps {
  readonly frame: SentFrame
  /** What it shows, in words. */
  readonly source: string
}

/** The very picture that was sent. */
export function SentImage({ frame, source }: SentImageProps): ReactNode {
  const image = useRef<HTMLImageElement>(null)
  useLayoutEffect(() => {
    const url = URL.createObjectURL(new Blob([frame.jpeg], { type: 'image/jpeg' }))
    if (image.current) image.current.src = url
    return () => URL.revokeObjectURL(url)
  }, [frame.jpeg])
  const size = formatPixels(frame.width, frame.height)
  return (
    <img
      ref={image}
      alt={words.sees.image(source, size)}
      title={words.sees.exact}
      draggable={false}
    />
  )
}
