/**
 * How loud microphone and voice are now. Read by meters some times a second; kept apart from all
 * state, so that nothing else is drawn anew.
 */
export type LevelSource = 'microphone' | 'voice'

/** Gives the loudest sample of just now, 0 to 1. */
export type ReadPeak = () => number

const meters = new Map<LevelSource, ReadPeak>()
const samples = new Float32Array(1024)

/** What a meter shows as empty, dB below full scale. */
const FLOOR_DB = -60

/** Has a source's meter read by this; the newest one counts. Returns the function that ends it. */
export function offerLevel(source: LevelSource, readPeak: ReadPeak): () => void {
  meters.set(source, readPeak)
  return () => {
    if (meters.get(source) === readPeak) meters.delete(source)
  }
}

/** The loudest sample that went through this node just now. */
export function peakOf(analyser: AnalyserNode): number {
  if (analyser.context.state !== 'running') return 0
  analyser.getFloatTimeDomainData(samples)
  let peak = 0
  for (const sample of samples) peak = Math.max(peak, Math.abs(sample))
  return peak
}

/** A node that only looks. */
export function meterNode(context: BaseAudioContext): AnalyserNode {
  return new AnalyserNode(context, { fftSize: samples.length })
}

/** From 0 (nothing) to 1 (full scale), even to the ear. */
export function readLevel(source: LevelSource): number {
  return levelOf(meters.get(source)?.() ?? 0)
}

/** A peak, 0 to 1, on the meter's scale. */
export function levelOf(peak: number): number {
  if (peak === 0) return 0
  return Math.min(1, Math.max(0, 1 - (20 * Math.log10(peak)) / FLOOR_DB))
}
