/**
 * Brings a library to the next version, and kills itself after so many of the statements; with 0 it
 * comes to its end: `node migration-child.mjs <folder> <statements>`.
 */
import { writeSync } from 'node:fs'
import { openLibrary } from '@main/transcript/library/open-library'
import { STEPS } from './test-migrations'

/** Steps of which the one after the last that may be taken kills. */
class DeadlySteps extends Array<string> {
  override *[Symbol.iterator](): ArrayIterator<string> {
    for (let taken = 0; taken < this.length; taken += 1) {
      yield this[taken] ?? ''
      if (taken + 1 === statements) process.kill(process.pid, 'SIGKILL')
    }
  }
}

const [folder = '', given = ''] = process.argv.slice(2)
const statements = Number(given)
writeSync(1, 'begun')
openLibrary(folder, { migrations: new DeadlySteps(...STEPS) }).database.close()
