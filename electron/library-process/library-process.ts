/**
 * The library's own process: the database neither delays the voice nor takes the app with it. The
 * folder is its argument.
 */
import { LibraryServer } from '@main/transcript/library/library-server'

const { parentPort } = process

const END = 'end'

const server = new LibraryServer(process.argv.at(-1) ?? '', (report) => {
  parentPort.postMessage(report)
  // The next one may find a disk with room, or a database that nobody holds.
  if (report.kind === 'not-opened') process.exit()
})

parentPort.on('message', ({ data }: { data: unknown }) => {
  if (data !== END) {
    server.take(data)
    return
  }
  // A process that ends in the middle of a question to its database takes it down with it.
  server.close()
  process.exit()
})
