import { Library } from './library'
import type { OpenOptions } from './open-library'
import { failureOf } from './library-errors'
import {
  libraryCallSchema,
  type LibraryCall,
  type LibraryMethod,
  type LibraryReport,
} from './library-protocol'

/** Opens the library of a folder and answers calls in their order. */
export class LibraryServer {
  readonly #library: Library | null
  readonly #tell: (report: LibraryReport) => void

  /** Tells at once whether it is open; a library that is not fails every call. */
  constructor(folder: string, tell: (report: LibraryReport) => void, options?: OpenOptions) {
    this.#tell = tell
    this.#library = this.#open(folder, options)
  }

  /** @param message a `LibraryCall`; anything else is passed over */
  take(message: unknown): void {
    const { success, data } = libraryCallSchema.safeParse(message)
    if (!success) return
    try {
      this.#tell({ kind: 'done', id: data.id, value: this.#call(data) })
    } catch (error) {
      const failure = failureOf(error)
      if (failure.kind === 'damaged') this.#library?.suspectDamage()
      this.#tell({ kind: 'failed', id: data.id, failure })
    }
  }

  close(): void {
    this.#library?.close()
  }

  #open(folder: string, options?: OpenOptions): Library | null {
    try {
      const library = new Library(folder, options)
      const { damage, unreadable } = library
      this.#tell({ kind: 'opened', damage, unreadable })
      return library
    } catch (error) {
      this.#tell({ kind: 'not-opened', failure: failureOf(error) })
      return null
    }
  }

  #call({ method, values }: LibraryCall): unknown {
    if (this.#library === null) throw new Error('The library is not open')
    const methods: Record<LibraryMethod, (...values: never[]) => unknown> = this.#library
    return methods[method].apply(this.#library, values as never[])
  }
}
