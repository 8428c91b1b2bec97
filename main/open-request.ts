/** What a link or a file on the command line asks for. Pure. */
import { resolve } from 'node:path'
import { CONVERSATION_FILE } from '@contract/library-format'

/** Nothing here begins a conversation or a share: any page of the web can hold a link. */
export type OpenRequest =
  | { readonly kind: 'window' }
  | { readonly kind: 'library' }
  | { readonly kind: 'conversation'; readonly id: string }
  | { readonly kind: 'search'; readonly query: string }
  | { readonly kind: 'file'; readonly path: string }

export const LINK_SCHEME = 'sightline'

/** As the requests of a window are bounded, in UTF-16 units. */
const LONGEST = { id: 100, query: 500 } as const

/**
 * Of one argument: a link (`sightline://library`, `sightline://library/ID`,
 * `sightline://search?q=WORDS`) or a file of conversations; `null`: neither. A link that says nothing
 * known shows the window alone.
 *
 * @param folder where relative paths begin
 */
export function openRequestOf(argument: string, folder: string): OpenRequest | null {
  if (argument.toLowerCase().startsWith(`${LINK_SCHEME}:`)) return linkRequest(argument)
  if (argument.startsWith('-')) return null
  const isFile = argument.toLowerCase().endsWith(`.${CONVERSATION_FILE}`)
  return isFile ? { kind: 'file', path: resolve(folder, argument) } : null
}

/** The first of the arguments that asks for something. */
export function openRequestIn(
  argumentsGiven: readonly string[],
  folder: string,
): OpenRequest | null {
  for (const argument of argumentsGiven) {
    const request = openRequestOf(argument, folder)
    if (request !== null) return request
  }
  return null
}

function linkRequest(link: string): OpenRequest {
  const url = URL.canParse(link) ? new URL(link) : null
  if (url?.host === 'search') {
    const query = (url.searchParams.get('q') ?? '').trim().slice(0, LONGEST.query)
    return query === '' ? { kind: 'library' } : { kind: 'search', query }
  }
  if (url?.host !== 'library') return { kind: 'window' }
  const id = decoded(url.pathname.slice(1))
  if (id === '') return { kind: 'library' }
  return id === null || id.length > LONGEST.id ? { kind: 'window' } : { kind: 'conversation', id }
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
