import type { WebContents } from 'electron'
import type { Engine } from '@main/engine'
import { waitFor } from './wait'

/** Milliseconds after which a step is not expected any more. */
const DEADLINES = {
  page: 15_000,
  live: 15_000,
  frame: 15_000,
  answer: 30_000,
  interruption: 30_000,
  end: 60_000,
}

/** The steps of the demo, each of which waits for what the engine tells, never for time. */
export class Steps {
  #frames = 0
  #silences = 0

  constructor(private readonly engine: Engine) {
    engine.onFrameSent(() => {
      this.#frames += 1
    })
    engine.onTiming(({ name }) => {
      if (name === 'voice-flushed') this.#silences += 1
    })
  }

  /** The page has loaded; it reads the state by then. */
  page(contents: WebContents): Promise<true> {
    return waitFor(
      'the page',
      DEADLINES.page,
      (look) => {
        contents.on('did-stop-loading', look)
        return () => contents.off('did-stop-loading', look)
      },
      () => (contents.isLoading() ? null : true),
    )
  }

  live(): Promise<true> {
    return this.#state('the session', DEADLINES.live, ({ session, microphone }) =>
      session.kind === 'live' && microphone.kind === 'on' ? true : null,
    )
  }

  firstFrame(): Promise<true> {
    return waitFor(
      'the first picture',
      DEADLINES.frame,
      (look) => this.engine.onFrameSent(look),
      () => (this.#frames > 0 ? true : null),
    )
  }

  sharedName(): Promise<string> {
    return this.#state('the share', DEADLINES.frame, ({ sharing }) =>
      sharing.kind === 'on' ? sharing.source.name : null,
    )
  }

  /** The voice is being rendered. */
  speaking(step: string): Promise<true> {
    return this.#state(step, DEADLINES.answer, ({ talk }) => (talk.assistantSpeaking ? true : null))
  }

  /** The speakers are silent, and the answer is marked as cut short. */
  async interrupted(): Promise<void> {
    await waitFor(
      'the silence after the interruption',
      DEADLINES.interruption,
      (look) => this.engine.onTiming(look),
      () => (this.#silences > 0 ? true : null),
    )
    await waitFor(
      'the mark of the interruption',
      DEADLINES.interruption,
      (look) => this.engine.onLine(look),
      () => (this.engine.snapshot().lines.some(({ interrupted }) => interrupted) ? true : null),
    )
  }

  /** The voice has come to its end. */
  finished(): Promise<true> {
    return this.#state('the end of the answer', DEADLINES.end, ({ talk }) =>
      talk.assistantSpeaking ? null : true,
    )
  }

  #state<Value>(
    step: string,
    deadlineMs: number,
    find: (state: Engine['state']['current']) => Value | null,
  ): Promise<Value> {
    return waitFor(
      step,
      deadlineMs,
      (look) => this.engine.state.subscribe(look),
      () => find(this.engine.state.current),
    )
  }
}
