/** Sound that the speakers have rendered since they last told, and when its last sample was. */
export interface HeardPiece {
  readonly samples: Int16Array
  /** Milliseconds since the epoch. */
  readonly endedAt: number
}

interface Reply {
  readonly id: number
  /** Not heard yet, oldest first. */
  readonly chunks: Int16Array[]
  /** Samples of it that were heard. */
  heard: number
}

/** The page's jitter buffer holds no more of the voice, in samples at 24 kHz: two minutes. */
const CAPACITY = 120 * 24_000

/**
 * The assistant's voice as it was heard: keeps what was sent to the speakers until they tell how much
 * of it they have rendered; what they never render (flushed, or its page gone) is never heard. Pure.
 */
export class HeardVoice {
  #replies: Reply[] = []
  #waiting = 0

  /** 16-bit sound of a reply was sent to the speakers; replies are numbered upwards. */
  sent(id: number, pcm: Uint8Array): void {
    const samples = samplesOf(pcm)
    // As the speakers do, which drop the newest.
    if (this.#waiting + samples.length > CAPACITY) return
    this.#replyOf(id).chunks.push(samples)
    this.#waiting += samples.length
  }

  /**
   * So many samples of the reply have been rendered by now; returns what is new of it. `isOver`:
   * nothing more of it, or of one before it, will be.
   */
  heard(id: number, heardSamples: number, endedAt: number, isOver: boolean): HeardPiece | null {
    const reply = this.#replies.find((known) => known.id === id)
    const samples = reply ? take(reply, heardSamples - reply.heard) : new Int16Array(0)
    this.#waiting -= samples.length
    if (isOver) this.#keep((each) => each.id > id)
    return samples.length === 0 ? null : { samples, endedAt }
  }

  /** The speakers are gone, with what they had not rendered. */
  forget(): void {
    this.#keep(() => false)
  }

  #replyOf(id: number): Reply {
    const known = this.#replies.find((reply) => reply.id === id)
    if (known) return known
    const reply: Reply = { id, chunks: [], heard: 0 }
    this.#replies.push(reply)
    return reply
  }

  #keep(isKept: (reply: Reply) => boolean): void {
    this.#replies = this.#replies.filter(isKept)
    this.#waiting = this.#replies
      .flatMap(({ chunks }) => chunks)
      .reduce((all, { length }) => all + length, 0)
  }
}

function take(reply: Reply, count: number): Int16Array {
  const taken: Int16Array[] = []
  let left = count
  for (let next = reply.chunks[0]; next && left > 0; next = reply.chunks[0]) {
    taken.push(next.subarray(0, left))
    if (next.length <= left) reply.chunks.shift()
    else reply.chunks[0] = next.subarray(left)
    left -= Math.min(left, next.length)
  }
  const joined = new Int16Array(taken.reduce((all, { length }) => all + length, 0))
  let place = 0
  for (const piece of taken) {
    joined.set(piece, place)
    place += piece.length
  }
  reply.heard += joined.length
  return joined
}

/** 16-bit little-endian, wherever it lies in memory; a copy. */
export function samplesOf(pcm: Uint8Array): Int16Array {
  return new Int16Array(pcm.slice().buffer, 0, Math.floor(pcm.byteLength / 2))
}
