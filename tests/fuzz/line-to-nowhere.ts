/**
 * Stands for what opens connections: every dial succeeds at once, and the test says what the server says.
 * A test puts it in place with `vi.mock('@main/live/live-client', …)`.
 */
import type { Connect, ConnectionEvents } from '@main/live/live-client'
import { FakeConnection } from '@main/live/testing'

export interface OpenLine {
  readonly connection: FakeConnection
  readonly events: ConnectionEvents
}

class Nowhere {
  /** Every line since the last `forget`, oldest first. */
  lines: OpenLine[] = []
  /** Since the start. */
  dials = 0

  readonly connect: Connect = (_request, events) => {
    this.dials += 1
    const connection = new FakeConnection()
    this.lines.push({ connection, events })
    return Promise.resolve(connection)
  }

  /** The line that is open, if there is one. */
  get open(): OpenLine | undefined {
    return this.lines.findLast(({ connection }) => !connection.over)
  }

  forget(): void {
    this.lines = []
  }
}

export const nowhere = new Nowhere()
