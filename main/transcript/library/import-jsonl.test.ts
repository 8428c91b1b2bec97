import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import type { TranscriptLine } from '@contract/transcript'
import { importJsonl } from './import-jsonl'

let folder = ''
beforeEach(() => {
  const parent = mkdtempSync(join(tmpdir(), 'sightline-jsonl-'))
  onTestFinished(() => rmSync(parent, { recursive: true }))
  folder = join(parent, 'transcripts')
})

const line = (position: number, text: string): TranscriptLine => ({
  id: `c1:${position}`,
  conversationId: 'c1',
  position,
  speaker: 'user',
  channel: 'voice',
  text,
  startedAt: 1,
  endedAt: null,
  interrupted: false,
})

describe('conversations of before there was a library', () => {
  it('are handed over whole, the last version of each line, and their files go', () => {
    mkdirSync(folder)
    const versions = [line(5, 'Hi'), line(0, 'Hel'), line(0, 'Hello נ 😀')]
    const text = versions.map((version) => JSON.stringify(version)).join('\n')
    writeFileSync(join(folder, 'c1.jsonl'), `${text}\n{"id":"c1:1","conversa`)
    const kept: string[] = []
    expect(importJsonl(folder, (lines) => kept.push(...lines.map(({ text }) => text)))).toBe(0)
    expect(kept).toEqual(['Hello נ 😀', 'Hi'])
    expect(existsSync(folder)).toBe(false)
  })

  it('stay where they are when they cannot be kept, or cannot be read', () => {
    mkdirSync(join(folder, 'c0.jsonl'), { recursive: true })
    writeFileSync(join(folder, 'c1.jsonl'), JSON.stringify(line(0, 'Hello')))
    const refuse = (): void => {
      throw new Error('full')
    }
    expect(() => importJsonl(folder, refuse)).toThrow('full')
    expect(readdirSync(folder)).toEqual(['c0.jsonl', 'c1.jsonl'])
    expect(importJsonl(folder, () => undefined)).toBe(1)
    expect(readdirSync(folder)).toEqual(['c0.jsonl'])
  })

  it('need not be there', () => {
    expect(importJsonl(folder, () => undefined)).toBe(0)
  })
})
