/** What is said between the app and the process of the library. Both sides take their types from here. */
import { z } from 'zod'
import type { Library } from './library'
import { libraryFailureSchema, type LibraryFailure } from './library-errors'

/** What can be asked of the library; each does the same when it is asked twice. */
export const LIBRARY_METHODS = [
  'keep',
  'note',
  'noteEvent',
  'noteFrame',
  'noteHandle',
  'goOnWith',
  'mark',
  'unmark',
  'record',
  'endRecording',
  'newestLines',
  'list',
  'search',
  'read',
  'lines',
  'placeOf',
  'placeOfTime',
  'picture',
  'recordingFile',
  'edit',
  'rename',
  'pin',
  'discard',
  'restore',
  'eraseDiscarded',
  'expire',
  'size',
  'eraseEverything',
  'headings',
  'exportFacts',
  'exportLines',
  'exportFrames',
  'importFile',
] as const satisfies readonly (keyof Library)[]

export type LibraryMethod = (typeof LIBRARY_METHODS)[number]
export type LibraryArguments<Method extends LibraryMethod> = Parameters<Library[Method]>
export type LibraryValue<Method extends LibraryMethod> = ReturnType<Library[Method]>

/** From the app; it is trusted, and checked against mistakes alone. */
export const libraryCallSchema = z.object({
  id: z.number(),
  method: z.enum(LIBRARY_METHODS),
  values: z.array(z.unknown()),
})
export type LibraryCall = z.infer<typeof libraryCallSchema>

/** To the app: first `opened` or `failed`, then an answer to each call, in their order. */
export type LibraryReport =
  | {
      readonly kind: 'opened'
      readonly damage: Library['damage']
      /** See `Library`. */
      readonly unreadable: number
    }
  | { readonly kind: 'not-opened'; readonly failure: LibraryFailure }
  | { readonly kind: 'done'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly failure: LibraryFailure }

export const libraryReportSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('opened'),
    damage: z.object({ keptAs: z.string(), lines: z.number(), lostLines: z.number() }).nullable(),
    unreadable: z.number(),
  }),
  z.object({ kind: z.literal('not-opened'), failure: libraryFailureSchema }),
  z.object({ kind: z.literal('done'), id: z.number(), value: z.unknown() }),
  z.object({ kind: z.literal('failed'), id: z.number(), failure: libraryFailureSchema }),
]) satisfies z.ZodType<LibraryReport>
