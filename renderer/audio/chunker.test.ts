import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PcmChunker } from './chunker'
import { fromPcm16 } from './pcm'

const gather = (chunkSamples: number) => {
  const chunks: number[][] = []
  const chunker = new PcmChunker(chunkSamples, (pcm) => chunks.push([...new Int16Array(pcm)]))
  return { chunks, chunker }
}

describe('PcmChunker', () => {
  it('cuts what comes in any quanta into whole chunks, in order', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.array(fc.array(fc.integer({ min: -32_768, max: 32_767 }), { maxLength: 130 })),
        (chunkSamples, quanta) => {
          const { chunks, chunker } = gather(chunkSamples)
          quanta.forEach((quantum) => chunker.push(Float32Array.from(quantum, fromPcm16)))
          const all = quanta.flat()
          expect(chunks.flat()).toEqual(all.slice(0, all.length - (all.length % chunkSamples)))
          expect(chunks.every(({ length }) => length === chunkSamples)).toBe(true)
        },
      ),
    )
  })

  it('starts with an empty chunk after clear', () => {
    const { chunks, chunker } = gather(4)
    chunker.push(Float32Array.of(0.5, 0.5, 0.5))
    chunker.clear()
    chunker.push(new Float32Array(4))
    expect(chunks).toEqual([[0, 0, 0, 0]])
  })
})
