/** Links (`sightline://…`) and files that the system opens with the app, at its start or while it runs. */
import { basename } from 'node:path'
import { app } from 'electron'
import { LINK_SCHEME, openRequestIn, openRequestOf, type OpenRequest } from '@main/open-request'
import type { Openings } from '@main/openings'
import type { LibraryAnswers } from '@main/library-answers'
import { showBox } from './box'
import { plainName } from './plain-name'

export interface OpenTargets {
  readonly library: Pick<LibraryAnswers, 'importFile'>
  readonly openings: Openings
  readonly window: { show(): void }
}

/** macOS tells of them before the app is ready: what comes then waits for `follow`. */
export class OpenRequests {
  readonly #waiting: OpenRequest[] = []
  #targets: OpenTargets | null = null

  constructor() {
    this.#take(openRequestIn(process.argv.slice(1), process.cwd()))
    app.on('second-instance', (_event, given, folder) =>
      this.#take(openRequestIn(given.slice(1), folder) ?? { kind: 'window' }),
    )
    app.on('open-url', (event, url) => {
      event.preventDefault()
      this.#take(openRequestOf(url, '/'))
    })
    app.on('open-file', (event, path) => {
      event.preventDefault()
      this.#take(openRequestOf(path, '/'))
    })
  }

  follow(targets: OpenTargets): void {
    this.#targets = targets
    // Elsewhere the package tells the system whose links these are.
    if (process.platform === 'win32' && app.isPackaged) app.setAsDefaultProtocolClient(LINK_SCHEME)
    for (const request of this.#waiting.splice(0)) void open(request, targets)
  }

  #take(request: OpenRequest | null): void {
    if (request === null) return
    if (this.#targets === null) this.#waiting.push(request)
    else void open(request, this.#targets)
  }
}

async function open(request: OpenRequest, targets: OpenTargets): Promise<void> {
  const { library, openings, window } = targets
  window.show()
  switch (request.kind) {
    case 'window':
      return
    case 'file':
      if (await mayImport(request.path)) openings.showImport(await library.importFile(request.path))
      return
    default:
      openings.show(request)
  }
}

/** A file may have been opened by another program than the user's hand. */
async function mayImport(path: string): Promise<boolean> {
  const response = await showBox({
    type: 'question',
    message: 'Add these conversations to your library?',
    detail: `${plainName(basename(path))}\n\nThey are added beside those that are there; nothing is replaced.`,
    buttons: ['Cancel', 'Add'],
    defaultId: 1,
    cancelId: 0,
  })
  return response === 1
}
