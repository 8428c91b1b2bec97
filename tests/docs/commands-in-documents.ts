/** The commands that the documents tell their readers to run. Pure. */

export interface Command {
  readonly document: string
  /** One command, as a reader types it: without its comment, and no other beside it. */
  readonly text: string
}

const BLOCK = /^```(?:sh|bash|shell|console)\n([\s\S]*?)^```/gm
const INLINE =
  /`((?:[A-Z_]+=\S+ )*npm (?:run|test|start|ci)\b[^`]*|(?:tests|electron)\/[^`]*\.sh)`/g

/** The blocks of commands of a document, as they stand there. */
export const blocksIn = (markdown: string): string[] =>
  [...markdown.matchAll(BLOCK)].map(([, block = '']) => block)

/** Every command of every block: lines that go on are joined, `&&` is two. */
export function commandsIn(document: string, markdown: string): Command[] {
  return blocksIn(markdown)
    .flatMap((block) => block.replaceAll(/\\\n\s*/g, '').split('\n'))
    .map((line) => line.replace(/(^|\s)#\s.*$/, '').trim())
    .filter((line) => line !== '')
    .flatMap((line) => line.split(' && '))
    .map((text) => ({ document, text: text.trim() }))
}

/** What stands between words: `npm run bench -- -g voice`. */
export const inlineCommandsIn = (document: string, markdown: string): Command[] =>
  [...markdown.matchAll(INLINE)]
    .flatMap(([, text = '']) => text.split(' && '))
    .map((text) => ({ document, text: text.replaceAll(/\s+/g, ' ').trim() }))

/** `npm run --silent x -- y` → `x`; `npm test` → `test`; nothing where no script is run. */
export function scriptIn({ text }: Command): string | null {
  const [, script, short] =
    /\bnpm (?:run (?:--silent |-s )?([\w:]+)|(test|start)\b)/.exec(text) ?? []
  return script ?? short ?? null
}

/** Files of the project that a command names, without a line: `tests/e2e/x.spec.ts:124`. */
export const filesIn = ({ text }: Command): string[] =>
  [...text.matchAll(/(?<=^|[\s=])((?:tests|docs|bench|examples|electron)\/[\w./-]+)/g)].map(
    ([, path = '']) => path,
  )

/** What a command looks for in the titles of tests: `-g "a|b"`. */
export const titlePatternIn = ({ text }: Command): string | null => {
  const [, quoted, plain] = /\s-g (?:"([^"]+)"|(\S+))/.exec(text) ?? []
  return quoted ?? plain ?? null
}
