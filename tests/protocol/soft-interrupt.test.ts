import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { SpeechVerdict, VoiceCommand } from '@contract/media'
import { PACES, scripted, type Reply } from '../../simulator/scenario'
import { bench, eventually, goLive, type Bench } from './harness'

const LONG: Reply = {
  text: 'one two three four five six seven eight nine ten',
  sound: { hertz: 440, seconds: 6 },
  pace: PACES.burst,
  delayMs: 10,
}
const SECOND = 24_000

/** The detector beside the microphone says something new, and main has heard it. */
async function hear(b: Bench, verdict: SpeechVerdict): Promise<void> {
  b.microphone.hear(verdict)
  await Promise.resolve()
}

/** Commands to the speakers but the voice itself. */
const commands = (b: Bench): string[] =>
  b.speaker.posted
    .map((command) => (command as VoiceCommand).type)
    .filter((type) => type !== 'audio' && type !== 'finish')

/** A long answer has arrived and goes on being heard. */
async function speaking(...replies: readonly Reply[]): Promise<Bench> {
  const b = await bench({ scenario: scripted([LONG, ...replies]) })
  b.speaker.slow = true
  await goLive(b)
  b.engine.conversation.sendText('Count')
  await eventually(() => expect(b.speaker.receivedSamples).toBe(6 * SECOND))
  return b
}

describe('speech over the voice', () => {
  it('that is a cough holds the voice at once; it plays on 600 ms later, and nothing is cut', async () => {
    const b = await speaking()
    await hear(b, 'speech')
    expect(commands(b)).toEqual(['hold'])
    expect(b.engine.state.current.talk).toMatchObject({ voiceHeld: true, assistantSpeaking: true })
    await delay(150)
    const coughed = performance.now()
    await hear(b, 'short-pause')
    await b.until(({ counters }) => counters.voiceResumed === 1)
    expect(performance.now() - coughed).toBeGreaterThanOrEqual(599)
    await b.until(({ talk }) => !talk.voiceHeld)
    await hear(b, 'long-pause')
    expect(commands(b)).toEqual(['hold', 'resume'])
    expect(b.transcript()[1]).toBe(`assistant: ${LONG.text ?? ''}`)
  })

  it('that goes on is not talked over, until it has ended', async () => {
    const b = await speaking()
    for (let word = 0; word < 4; word += 1) {
      await hear(b, 'speech')
      await delay(250)
      await hear(b, 'short-pause')
      await delay(150)
    }
    expect(commands(b)).toEqual(['hold'])
    await b.until(({ counters }) => counters.voiceResumed === 1)
    expect(commands(b)).toEqual(['hold', 'resume'])
  })

  it('that the server takes for an interruption ends the answer where it was held', async () => {
    const b = await speaking({ ...LONG, text: 'Yes?' })
    b.speaker.heardSamples = 3 * SECOND
    await hear(b, 'speech')
    b.microphone.speak(600)
    await eventually(() => expect(commands(b)).toEqual(['hold', 'flush']))
    await b.until(({ talk }) => !talk.voiceHeld)
    await hear(b, 'long-pause')
    await eventually(() => expect(b.transcript()[1]).toBe('assistant: one two three four five'))
    b.microphone.silence(1_200)
    await eventually(() => expect(b.transcript().at(-1)).toBe('assistant: Yes?'))
    expect(commands(b)).toEqual(['hold', 'flush'])
    expect(b.engine.state.current.counters.voiceResumed).toBe(0)
  })

  it('that goes on and interrupts nothing is ignored after 3 s', async () => {
    const b = await speaking()
    await hear(b, 'speech')
    await b.until(({ counters }) => counters.voiceResumed === 1)
    await hear(b, 'long-pause')
    await hear(b, 'speech')
    expect(commands(b)).toEqual(['hold', 'resume'])
  })

  it('holds nothing where the user does not want it, is muted, or a detector has gone', async () => {
    const b = await speaking()
    await b.engine.updateSettings({ softInterrupt: false })
    await hear(b, 'speech')
    await hear(b, 'short-pause')
    await b.engine.updateSettings({ softInterrupt: true })
    b.engine.conversation.setMuted(true)
    await hear(b, 'speech')
    await hear(b, 'long-pause')
    expect(commands(b)).toEqual([])
    b.engine.conversation.setMuted(false)
    await hear(b, 'speech')
    b.microphone.dropDetector()
    await b.until(({ counters }) => counters.voiceResumed === 1)
    expect(commands(b)).toEqual(['hold', 'resume'])
  })
})

describe('a message with sound that says `interrupted`', () => {
  it('adds nothing to what is played or read', async () => {
    const b = await bench({ scenario: { ...scripted([LONG]), interruptedWithSound: true } })
    b.speaker.slow = true
    await goLive(b)
    b.engine.conversation.sendText('Count')
    await eventually(() => expect(b.speaker.receivedSamples).toBe(6 * SECOND))
    b.speaker.heardSamples = 3 * SECOND
    b.microphone.speak(600)
    await eventually(() => expect(b.speaker.flushes).toEqual([1]))
    await eventually(() => expect(b.transcript()[1]).toBe('assistant: one two three four five'))
    await eventually(() =>
      expect(b.events.filter(({ kind }) => kind === 'turnComplete')).toHaveLength(1),
    )
    expect(b.speaker.receivedSamples).toBe(6 * SECOND)
    expect(b.engine.state.current.talk.assistantSpeaking).toBe(false)
  })
})
