import type { ShareChoice } from '@contract/session'
import { words } from '../i18n/words'

/** What is shared, with its kind: "Window: Budget". */
export const sourceName = ({ kind, name }: Pick<ShareChoice, 'kind' | 'name'>): string =>
  words.share.named(words.share.kind[kind], name.trim() || words.share.unnamed)

/** The same, with the camera in its corner if there is one. */
export function sharedName(source: ShareChoice): string {
  const name = sourceName(source)
  return source.camera ? words.cornerCamera.together(name, cameraName(source.camera)) : name
}

/** The camera in the corner of what is shared. */
export const cameraName = ({ name }: { readonly name: string }): string =>
  name.trim() || words.share.unnamed
