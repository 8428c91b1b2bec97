import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { VoiceCommand, VoiceReport } from '@contract/media'
import { Downlink } from '@main/live/downlink'
import { JITTER_BUFFER, JitterBuffer } from '../../renderer/audio/jitter-buffer'

type Act = 'audio' | 'finish' | 'stop' | 'hold' | 'resume'
const act = fc.constantFrom<Act>('audio', 'audio', 'audio', 'finish', 'stop', 'hold', 'resume')
/** Samples of a piece of voice; more than the lead, so that it may play at once. */
const PIECE = 1_500

/** Runs a conversation's acts through main's end of the lane; tells what it would send. */
function commandsOf(acts: readonly Act[]): VoiceCommand[] {
  const commands: VoiceCommand[] = []
  const quiet = (): void => undefined
  const downlink = new Downlink({ onSpeaking: quiet, onTiming: quiet, onCounts: quiet }, () => 0)
  downlink.connect((command) => commands.push(command))
  for (const one of acts) {
    if (one === 'audio') downlink.audio(new Uint8Array(PIECE * 2))
    else downlink[one]()
  }
  return commands
}

/** The samples of each reply carry its number, so that what is rendered tells whose it is. */
function obey(buffer: JitterBuffer, command: VoiceCommand): void {
  if (command.type === 'audio') {
    buffer.push(command.reply, new Int16Array(command.pcm.byteLength / 2).fill(command.reply))
  } else if (command.type === 'hold' || command.type === 'resume') buffer[command.type]()
  else buffer[command.type](command.reply)
}

function rendered(buffer: JitterBuffer, quanta = 1): number[] {
  const heard: number[] = []
  for (let count = 0; count < quanta; count += 1) {
    const output = new Float32Array(128)
    buffer.render(output)
    heard.push(...[...output].filter((sample) => sample !== 0).map((sample) => sample * 32_768))
  }
  return heard
}

const UNFADED = { ...JITTER_BUFFER, fadeSamples: 0 }

describe('the voice of a reply that was stopped', () => {
  it('is never heard again, be it late, doubled or out of order', () => {
    const delivery = fc.array(
      fc.record({ pick: fc.nat(), again: fc.boolean(), quanta: fc.nat(30) }),
      { maxLength: 80 },
    )
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), delivery, (acts, deliveries) => {
        const commands = commandsOf(acts)
        const buffer = new JitterBuffer(() => undefined, UNFADED)
        let stoppedUpTo = 0
        for (const { pick, again, quanta } of deliveries) {
          // Any command that is still on its way comes next, and may come once more.
          const index = commands.length > 0 ? pick % commands.length : -1
          const command = commands[index]
          if (command === undefined) break
          if (!again) commands.splice(index, 1)
          obey(buffer, command)
          if (command.type === 'flush') stoppedUpTo = Math.max(stoppedUpTo, command.reply)
          for (const reply of rendered(buffer, quanta)) expect(reply).toBeGreaterThan(stoppedUpTo)
        }
      }),
    )
  })

  it('is silent from the quantum after the stop, and all else is heard once, in order', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        const buffer = new JitterBuffer(() => undefined, UNFADED)
        let stoppedUpTo = 0
        const heard: number[] = []
        for (const command of [...commandsOf(acts), { type: 'resume' } as const]) {
          obey(buffer, command)
          if (command.type === 'flush') stoppedUpTo = Math.max(stoppedUpTo, command.reply)
          const now = rendered(buffer, 3)
          for (const reply of now) expect(reply).toBeGreaterThan(stoppedUpTo)
          heard.push(...now)
        }
        heard.push(...rendered(buffer, 1_000))
        expect(heard).toEqual(heard.toSorted((one, other) => one - other))
        const kept = commandsOf(acts).filter(
          (command) => command.type === 'audio' && command.reply > stoppedUpTo,
        )
        expect(heard.filter((reply) => reply > stoppedUpTo)).toHaveLength(kept.length * PIECE)
      }),
    )
  })

  it('counts up to the very sample that was rendered', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 30 }), fc.nat(40), (acts, quanta) => {
        let heardUpTo: number | null = null
        let rendering = 0
        const reports: VoiceReport[] = []
        const quiet = (): void => undefined
        const events = { onSpeaking: quiet, onTiming: quiet, onCounts: quiet }
        const downlink = new Downlink(events, () => 0)
        const buffer = new JitterBuffer((report) => reports.push({ ...report, at: 0 }), UNFADED)
        downlink.connect((command) => {
          obey(buffer, command)
          rendering += rendered(buffer, command.type === 'audio' ? quanta : 0).length
        })
        const report = (): void => reports.splice(0).forEach((one) => downlink.report(one))
        // Nothing is stopped before the end, so the places are the samples that were rendered.
        for (const one of acts.filter((each) => each !== 'stop')) {
          if (one === 'audio') downlink.audio(new Uint8Array(PIECE * 2))
          else downlink[one]()
          report()
        }
        const wasSpeaking = downlink.speaking
        downlink.stop((place) => (heardUpTo = place))
        report()
        expect(heardUpTo).toBe(wasSpeaking ? rendering : null)
      }),
    )
  })
})
