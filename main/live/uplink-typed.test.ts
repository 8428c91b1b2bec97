import { describe, expect, it } from 'vitest'
import { uplinkBench } from './testing-uplink'

describe('words that are typed', () => {
  it('are sent after the speech that still waits, and only once', () => {
    const { uplink, attach, speak, clock } = uplinkBench()
    uplink.activityStart()
    speak(3)
    uplink.activityEnd()
    const connection = attach('push-to-talk')
    expect(uplink.text('And this?')).not.toBeNull()
    expect(connection.words).not.toContain('text')
    clock.advance(1_000)
    expect(connection.words).toBe('start audio audio audio end text')
  })

  it('go over to the next connection, and none where there is none', () => {
    const { uplink, attach, speak, clock } = uplinkBench()
    expect(uplink.text('lost')).toBeNull()
    const first = attach('hands-free')
    first.bufferedBytes = 50_000
    speak(2)
    uplink.text('And this?')
    uplink.cut()
    uplink.dropWaiting()
    const second = attach('hands-free')
    clock.advance(1_000)
    expect([first.words, second.words]).toEqual(['', 'text'])
  })

  it('wait for the end of a pause, without the speech before them', () => {
    const { uplink, attach, speak, clock, lost, unsent } = uplinkBench()
    const first = attach('push-to-talk')
    first.bufferedBytes = 50_000
    uplink.activityStart()
    speak(2)
    uplink.activityEnd()
    uplink.text('And this?')
    uplink.text('And that?')
    uplink.rest()
    expect(uplink.waitingTexts).toEqual(['And this?', 'And that?'])
    const second = attach('push-to-talk')
    clock.advance(1_000)
    expect(second.words).toBe('text text')
    expect([lost.unsent, uplink.waitingTexts, unsent]).toEqual([40, [], []])
  })

  it('are told of when the conversation ends before they were sent', () => {
    const { uplink, attach, speak, unsent } = uplinkBench()
    attach('hands-free').bufferedBytes = 50_000
    speak(2)
    uplink.text('And this?')
    uplink.rest()
    uplink.clear()
    uplink.clear()
    expect(unsent).toEqual(['And this?'])
  })

  it('are sent at once when nothing waits', () => {
    const { uplink, attach, speak } = uplinkBench()
    const connection = attach('push-to-talk')
    uplink.activityStart()
    speak(1)
    uplink.text('And this?')
    uplink.activityEnd()
    expect(connection.words).toBe('start audio text end')
  })
})
