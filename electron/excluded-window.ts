import type { ShareChoice } from '@contract/session'
import type { ScreenSource } from './capture-intent'
import { windowNumber } from './share-candidates'

/** Whether a title holds one of the words that the user excluded, in whatever case. */
export function isExcluded(title: string, excluded: readonly string[]): boolean {
  const plain = toPlain(title)
  return excluded.some((words) => plain.includes(toPlain(words)))
}

const toPlain = (text: string): string => text.normalize('NFKC').toLowerCase()

/** The first window that the user excluded and that one of these sources would show. */
export function findExcludedWindow(
  windows: readonly ScreenSource[],
  excluded: readonly string[],
  sources: readonly ShareChoice[],
): ScreenSource | null {
  const showsAll = sources.some(({ kind }) => kind === 'screen' || kind === 'region')
  const shown = new Set(
    sources.filter(({ kind }) => kind === 'window').map(({ id }) => windowNumber(id)),
  )
  const isShown = ({ id }: ScreenSource): boolean => showsAll || shown.has(windowNumber(id))
  return windows.find((window) => isShown(window) && isExcluded(window.name, excluded)) ?? null
}
