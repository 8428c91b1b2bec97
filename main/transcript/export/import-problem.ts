/** Why a file of conversations is not taken in: the first thing that is wrong with it. */
export type ImportProblem =
  /** More than is read at all; `limit` is in bytes. */
  | { readonly kind: 'too-large'; readonly limit: number }
  | { readonly kind: 'not-json' }
  /** JSON, and not of ours. */
  | { readonly kind: 'foreign' }
  /** A newer Sightline has written it. */
  | { readonly kind: 'newer'; readonly version: number }
  /** At `where`, such as `conversations[2].lines`, are more than are taken. */
  | { readonly kind: 'too-many'; readonly where: string; readonly limit: number }
  /** What is at `where` is not as it must be. */
  | { readonly kind: 'wrong'; readonly where: string; readonly what: string }

/** Thrown while a file is read; `readConversationFile` returns its problem. */
export class ImportError extends Error {
  override readonly name = 'ImportError'

  constructor(readonly problem: ImportProblem) {
    super(problemText(problem))
  }
}

/** For logs and tests; a person is told by the words of the window's language. */
function problemText(problem: ImportProblem): string {
  switch (problem.kind) {
    case 'too-large':
      return `The file is larger than ${problem.limit} bytes`
    case 'not-json':
      return 'The file is no JSON'
    case 'foreign':
      return 'The file holds no conversations of Sightline'
    case 'newer':
      return `The file has version ${problem.version}, of a newer Sightline`
    case 'too-many':
      return `${problem.where}: more than ${problem.limit}`
    case 'wrong':
      return `${problem.where}: ${problem.what}`
  }
}
