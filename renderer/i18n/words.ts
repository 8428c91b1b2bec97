import { en, type Messages } from './en'

/** The words of the language in use. */
export const words: Messages = en
