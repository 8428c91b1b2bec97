import { createContext, useContext, useEffect, useRef, useState, type ReactNode } from 'react'
import type { PictureLoader } from './picture-loader'

/** Where the views get their pictures from. */
export const PictureContext = createContext<PictureLoader | null>(null)

interface PictureProps {
  /** Its key in the library. */
  readonly picture: number
  readonly size: 'thumbnail' | 'whole'
  /** Empty for one that only decorates. */
  readonly alt: string
  /** Shown where there is no such picture. */
  readonly missing?: ReactNode
}

/** A picture out of the library, read when it is shown. */
export function Picture({ picture, size, alt, missing = null }: PictureProps): ReactNode {
  const loader = useContext(PictureContext)
  const image = useRef<HTMLImageElement>(null)
  const [isMissing, setMissing] = useState(false)
  useEffect(() => {
    let url: string | null = null
    const takeBack = loader?.load(picture, size, (blob) => {
      setMissing(blob === null)
      if (blob === null || image.current === null) return
      url = URL.createObjectURL(blob)
      image.current.src = url
    })
    return () => {
      takeBack?.()
      if (url !== null) URL.revokeObjectURL(url)
    }
  }, [loader, picture, size])
  if (isMissing && missing !== null) return missing
  return <img ref={image} alt={alt} draggable={false} className="library-picture" />
}
