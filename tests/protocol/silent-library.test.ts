import { describe, expect, it } from 'vitest'
import type {
  LibraryProcess,
  LibraryProcessListeners,
} from '@main/transcript/library/library-client'
import { startInProcess } from '@main/transcript/library/in-process'
import { bench, eventually } from './harness'
import { keptFolder } from './kept-folder'

/** A library whose process is there and says nothing until it is let go on. */
function silentUntil(goOn: Promise<void>): typeof startInProcess {
  return (folder: string, listeners: LibraryProcessListeners): LibraryProcess => {
    const started = goOn.then(() => startInProcess(folder, listeners))
    return {
      post: (call) => void started.then((process) => process.post(call)),
      end: () => void started.then((process) => process.end()),
    }
  }
}

describe('a library that does not answer', () => {
  it('keeps no window waiting; what was said before comes when it does', async () => {
    const userData = await keptFolder()
    let goOn = (): void => undefined
    const released = new Promise<void>((resolve) => (goOn = resolve))
    const b = await bench({ userData, startLibrary: silentUntil(released), awaitsLibrary: false })
    const shown: string[] = []
    b.engine.onLine(({ text }) => shown.push(text))
    const askedAt = performance.now()
    const { lines, state } = await b.engine.firstSnapshot()
    expect(performance.now() - askedAt).toBeLessThan(2_000)
    expect([lines, state.session]).toEqual([[], { kind: 'idle' }])
    goOn()
    await eventually(() => expect(shown).toEqual(['Said before']))
    expect((await b.engine.firstSnapshot()).lines).toMatchObject([{ text: 'Said before' }])
  })
})
