import { useEffect, useRef, type ReactNode } from 'react'
import { readLevel, type LevelSource } from '../audio/levels'

/** How often a meter is drawn, ms. */
const DRAW_EVERY_MS = 100

interface LevelMeterProps {
  readonly label: string
  readonly source: LevelSource
}

/** How loud something is now; drawn past React, as it moves ten times a second. */
export function LevelMeter({ label, source }: LevelMeterProps): ReactNode {
  const meter = useRef<HTMLMeterElement>(null)
  useEffect(() => {
    const timer = setInterval(() => {
      if (meter.current) meter.current.value = readLevel(source)
    }, DRAW_EVERY_MS)
    return () => clearInterval(timer)
  }, [source])
  return <meter ref={meter} className="level" aria-label={label} min={0} max={1} value={0} />
}
