import type {
  LibraryProcess,
  LibraryProcessListeners,
} from '@main/transcript/library/library-client'

/** A library's process that is there, says nothing and does nothing. */
export const silentLibrary = (
  _folder: string,
  { onExit }: LibraryProcessListeners,
): LibraryProcess => ({ post: () => undefined, end: onExit })
