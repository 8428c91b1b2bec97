/** Captions that came at the same place of the voice: text from one length to another. */
interface Arrival {
  /** Samples of the voice that had come. */
  readonly samples: number
  readonly from: number
  readonly to: number
}

interface Anchor {
  readonly samples: number
  readonly length: number
}

/**
 * Which text belongs to which place in the voice of one answer. The service gives no times for its
 * words, but captions and voice come side by side: how much text had come when so much of the voice
 * had come anchors the one to the other, and between two anchors the text is taken to be even.
 * Places are samples in any count that goes on through the answer; lengths are characters.
 */
export class CaptionTrack {
  readonly #startsAt: number
  #endsAt: number | null = null
  readonly #arrivals: Arrival[] = []

  constructor(startsAt: number) {
    this.#startsAt = startsAt
  }

  /** The text has grown to this length, and so many samples have come. */
  caption(length: number, samples: number): void {
    const last = this.#arrivals.at(-1)
    if (last?.samples === samples)
      this.#arrivals[this.#arrivals.length - 1] = { ...last, to: length }
    else this.#arrivals.push({ samples, from: last?.to ?? 0, to: length })
  }

  /** No more of the voice belongs to this answer than what had come by here. */
  end(samples: number): void {
    this.#endsAt ??= samples
  }

  /** How much of the text was heard, when so much of the voice was and so much had come. */
  heardLength(heardUpTo: number, received: number): number {
    const anchors = this.#anchors(this.#endsAt ?? received)
    const after = anchors.findIndex(({ samples }) => samples > heardUpTo)
    const [before, next] = [anchors[after - 1], anchors[after]]
    if (after < 0 || !next) return anchors.at(-1)?.length ?? 0
    if (!before) return 0
    const share = (heardUpTo - before.samples) / (next.samples - before.samples)
    return before.length + share * (next.length - before.length)
  }

  #anchors(endsAt: number): readonly Anchor[] {
    const length = this.#arrivals.at(-1)?.to ?? 0
    const [first] = this.#arrivals
    // Far more text than its share of the voice: captions run ahead, so that what came before each
    // is what was spoken by then. Otherwise each is of the voice that came before it.
    const ahead =
      first !== undefined &&
      first.to * (endsAt - this.#startsAt) > 2 * length * (first.samples - this.#startsAt)
    const between = this.#arrivals
      .filter(({ samples }) => samples > this.#startsAt && samples < endsAt)
      .map(({ samples, from, to }) => ({ samples, length: ahead ? from : to }))
    return [{ samples: this.#startsAt, length: 0 }, ...between, { samples: endsAt, length }]
  }
}

/** Leaves of a text its first so many characters; a word that they cut in two is left out. Pure. */
export function cutAtWord(text: string, length: number): string {
  if (length >= text.length) return text
  let end = 0
  for (const { index, segment, isWordLike } of words.segment(text)) {
    if (index + segment.length > length) break
    if (isWordLike) end = index + segment.length
  }
  return text.slice(0, end)
}

const words = new Intl.Segmenter(undefined, { granularity: 'word' })
