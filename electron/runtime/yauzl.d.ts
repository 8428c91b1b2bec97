/** The part of yauzl that we use; the package brings no types of its own. */
declare module 'yauzl' {
  import type { Readable } from 'node:stream'

  export interface Entry {
    readonly fileName: string
    readonly externalFileAttributes: number
  }

  export interface ZipFile {
    on(event: 'entry', listener: (entry: Entry) => void): this
    on(event: 'end', listener: () => void): this
    on(event: 'error', listener: (error: Error) => void): this
    readEntry(): void
    openReadStream(entry: Entry, done: (error: Error | null, content: Readable) => void): void
  }

  interface Options {
    readonly lazyEntries: boolean
    readonly autoClose: boolean
  }

  export function open(
    path: string,
    options: Options,
    done: (error: Error | null, zip: ZipFile) => void,
  ): void
}
