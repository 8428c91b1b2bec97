import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { Library } from './library'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const ID = 'c'

let folder: string
let library: Library
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sittings-'))
  library = new Library(join(folder, 'library'))
})
afterEach(() => {
  library.close()
  rmSync(folder, { recursive: true })
})

function say(position: number, startedAt: number, endedAt: number): void {
  library.keep([
    {
      id: `${ID}:${position}`,
      conversationId: ID,
      position,
      speaker: 'user',
      channel: 'voice',
      text: 'Where?',
      startedAt,
      endedAt,
      interrupted: false,
    },
  ])
}
const sittings = () => library.read(ID)?.sittings

it('is one, however long the pauses are, where nobody left and came back', () => {
  library.note({ id: ID, startedAt: 0, endedAt: DAY })
  say(0, 0, MINUTE)
  say(1, DAY - MINUTE, DAY)
  expect(sittings()).toEqual([{ from: 0, to: DAY }])
})

it('is one more each time that the conversation was gone on with after a while', () => {
  library.note({ id: ID, startedAt: 0, endedAt: 2 * MINUTE })
  say(0, 0, MINUTE)
  library.mark({ id: ID, startedAt: 0 }, 2 * MINUTE, '')
  library.goOnWith(ID, 20 * MINUTE)
  say(1, 20 * MINUTE, 21 * MINUTE)
  library.goOnWith(ID, DAY)
  say(2, DAY, DAY + MINUTE)
  // What was said before it ends later than what was said after it.
  say(3, DAY + MINUTE / 2, DAY + MINUTE / 2)
  library.note({ id: ID, startedAt: 0, endedAt: DAY + 3 * MINUTE })
  expect(sittings()).toEqual([
    { from: 0, to: 21 * MINUTE },
    { from: DAY, to: DAY + 3 * MINUTE },
  ])
})
