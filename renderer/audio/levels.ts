/**
 * How loud microphone and voice are now. Read by meters some times a second; kept apart from all
 * state, so that nothing else is drawn anew.
 */
export type LevelSource = 'microphone' | 'voice'

const analysers = new Map<LevelSource, AnalyserNode>()
const samples = new Float32Array(1024)

/** What a meter shows as empty, dB below full scale. */
const FLOOR_DB = -60

/** Makes a node that only looks, for one source; the newest one counts. */
export function meterNode(context: BaseAudioContext, source: LevelSource): AnalyserNode {
  const analyser = new AnalyserNode(context, { fftSize: samples.length })
  analysers.set(source, analyser)
  return analyser
}

export function dropMeter(source: LevelSource, analyser: AnalyserNode): void {
  if (analysers.get(source) === analyser) analysers.delete(source)
}

/** From 0 (nothing) to 1 (full scale), even to the ear. */
export function readLevel(source: LevelSource): number {
  const analyser = analysers.get(source)
  if (!analyser || analyser.context.state !== 'running') return 0
  analyser.getFloatTimeDomainData(samples)
  return levelOf(samples)
}

/** The peak of these samples on the meter's scale. */
export function levelOf(sound: Float32Array): number {
  let peak = 0
  for (const sample of sound) peak = Math.max(peak, Math.abs(sample))
  if (peak === 0) return 0
  return Math.min(1, Math.max(0, 1 - (20 * Math.log10(peak)) / FLOOR_DB))
}
