/** The library's process as the app has it, under plain Node: `node library-child.mjs <folder>`. */
import { LibraryServer } from '@main/transcript/library/library-server'

const server = new LibraryServer(process.argv.at(-1) ?? '', (report) => {
  process.send?.(report, () => {
    if (report.kind === 'not-opened') process.exit()
  })
})

process.on('message', (message) => {
  if (message !== 'end') {
    server.take(message)
    return
  }
  server.close()
  process.exit()
})
// The tests have ended without a word.
process.on('disconnect', () => process.exit())
