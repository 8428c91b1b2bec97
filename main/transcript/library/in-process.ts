import { LibraryServer } from './library-server'
import type { LibraryProcess, LibraryProcessListeners } from './library-client'

/** The library in this very process, for plain Node: what is asked is done in a later turn, in order. */
export function startInProcess(folder: string, listeners: LibraryProcessListeners): LibraryProcess {
  let server: LibraryServer | null = null
  let hasEnded = false
  const end = (): void => {
    if (hasEnded) return
    hasEnded = true
    server?.close()
    listeners.onExit()
  }
  const later = (work: () => void): void => {
    setImmediate(() => {
      if (!hasEnded) work()
    })
  }
  later(() => {
    server = new LibraryServer(folder, (report) => {
      // As between processes, nothing is shared.
      listeners.onReport(structuredClone(report))
      if (report.kind === 'not-opened') later(end)
    })
  })
  return {
    post: (call) => {
      const message = structuredClone(call)
      later(() => server?.take(message))
    },
    end: () => later(end),
  }
}
