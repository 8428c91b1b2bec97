/** Each command in the documents is run by a test, or stands here with the reason why not. */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { documents, filesBelow, projectFolder, read } from '../project-files'
import { packageFile } from '../repository/packages'
import {
  commandsIn,
  filesIn,
  inlineCommandsIn,
  scriptIn,
  titlePatternIn,
  type Command,
} from './commands-in-documents'
import { NOT_RUN, RUN, TOKEN_SERVICE } from './how-commands-are-run'

const pages = documents().map((path) => [path, read(path)] as const)
const inBlocks = pages.flatMap(([path, markdown]) => commandsIn(path, markdown))
const inline = pages.flatMap(([path, markdown]) => inlineCommandsIn(path, markdown))
const all = [...inBlocks, ...inline]

const isRun = ({ document, text }: Command): boolean =>
  document === TOKEN_SERVICE.document
    ? (TOKEN_SERVICE.commands as readonly string[]).includes(text)
    : RUN.some(({ command }) => command === text)
const isExcused = ({ text }: Command): boolean => NOT_RUN.some(({ command }) => command.test(text))
const shown = ({ document, text }: Command): string => `${document}: ${text}`

const scripts = (path: string): Readonly<Record<string, string>> => packageFile(path).scripts
const sourcesOfTests = ['tests', 'bench']
  .flatMap((folder) => filesBelow(folder))
  .filter((path) => /\.(spec|bench)\.ts$/.test(path))
  .map(read)
const titles = sourcesOfTests.flatMap((text) =>
  [...text.matchAll(/\b(?:test|it|describe|bench)(?:\.\w+)?\(\s*(?:'([^']+)'|`([^`]+)`)/g)].map(
    ([, plain, template]) => plain ?? template ?? '',
  ),
)

describe('the commands of the documents', () => {
  it('are found', () => {
    expect(inBlocks.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['npm ci', 'npm start', 'npm test', 'npm run bench']),
    )
    expect(inline.map(({ text }) => text)).toContain('npm run faults')
  })

  it('are run by a test, or excused', () => {
    const unknown = inBlocks.filter((command) => !isRun(command) && !isExcused(command))
    expect(unknown.map(shown)).toEqual([])
  })

  it('that stand between words are known, too', () => {
    const unknown = inline.filter((command) => !isRun(command) && !isExcused(command))
    expect(unknown.map(shown)).toEqual([])
  })

  it('are the only ones that are run or excused', () => {
    const texts = new Set(all.map(({ text }) => text))
    expect(RUN.map(({ command }) => command).filter((command) => !texts.has(command))).toEqual([])
  })

  it('name scripts that are there', () => {
    const missing = all.filter((command) => {
      const script = scriptIn(command)
      const folder = command.document.startsWith('examples/token-service/')
        ? 'examples/token-service/'
        : ''
      return script !== null && !(script in scripts(`${folder}package.json`))
    })
    expect(missing.map(shown)).toEqual([])
  })

  it('name files that are there, and tests whose titles are found', () => {
    const missing = all.filter((command) => {
      const pattern = titlePatternIn(command)
      const isFound = pattern === null || titles.some((title) => new RegExp(pattern).test(title))
      const areThere = filesIn(command).every((path) => existsSync(resolve(projectFolder, path)))
      return !isFound || !areThere
    })
    expect(missing.map(shown)).toEqual([])
  })

  it('of the token service stand in their document in the order in which they are run', () => {
    const { document, commands } = TOKEN_SERVICE
    const there = commandsIn(document, read(document)).map(({ text }) => text)
    expect(there.slice(0, commands.length)).toEqual(commands)
  })
})

describe('commandsIn', () => {
  it('joins lines that go on, and takes comments and && apart', () => {
    const markdown =
      '```sh\nnpm ci && npm start   # the app\ncurl a \\\n  -H "b #c"\n\n# alone\n```\n'
    expect(commandsIn('x.md', markdown).map(({ text }) => text)).toEqual([
      'npm ci',
      'npm start',
      'curl a -H "b #c"',
    ])
  })

  it('leaves other blocks alone', () => {
    expect(commandsIn('x.md', '```json\n{}\n```\n')).toEqual([])
  })
})
