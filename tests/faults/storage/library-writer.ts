/**
 * A program that keeps lines in a library as fast as it can, and says of each on its output when it is
 * kept: `node library-writer.mjs <folder> <first number>`.
 */
import { writeSync } from 'node:fs'
import { Library } from '@main/transcript/library/library'
import { numberedLine } from './numbered-line'

const [folder = '', first = '0'] = process.argv.slice(2)
const library = new Library(folder)
writeSync(1, 'open\n')
for (let number = Number(first); ; number += 1) {
  // It grows, as a line that is spoken does.
  library.keep([numberedLine(number, 'half a sent', null)])
  library.keep([numberedLine(number, 'half a sentence, and its end', number)])
  writeSync(1, `${number}\n`)
}
