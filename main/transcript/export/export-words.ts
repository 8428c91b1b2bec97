/** What exported documents say themselves, in one language. */
export interface ExportWords {
  /** A tag of BCP 47. */
  readonly language: string
  readonly user: string
  readonly assistant: string
  /** In the place of a title. */
  readonly untitled: string
  readonly conversations: string
  readonly contents: string
  readonly interrupted: string
  /** The user has changed the text of the line. */
  readonly edited: string
  /** The words were typed. */
  readonly typed: string
  readonly mark: string
  readonly picture: string
  readonly rotation: string
  readonly source: string
  readonly tool: string
  readonly gap: (seconds: string) => string
  readonly reconnected: string
  readonly pinned: string
}

export const ENGLISH: ExportWords = {
  language: 'en',
  user: 'You',
  assistant: 'Assistant',
  untitled: 'Conversation',
  conversations: 'Conversations',
  contents: 'Contents',
  interrupted: 'interrupted',
  edited: 'edited',
  typed: 'typed',
  mark: 'Mark',
  picture: 'Picture',
  rotation: 'The connection was changed',
  source: 'Source',
  tool: 'Tool',
  gap: (seconds) => `${seconds} s did not get through`,
  reconnected: 'The connection was lost and came back',
  pinned: 'pinned',
}
