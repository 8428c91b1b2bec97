import { mkdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { UNDO_MS } from '@contract/library-format'
import { parseSync } from 'subtitle'
import type * as WebVtt from 'webvtt-parser'
import { readConversationFile } from '../../main/transcript/export/import-file'
import { button, expect, lines, say, status } from './app'
import { tracesIn, wordTraces } from './disk-search'
import {
  answerFileDialogs,
  conversations,
  exportAs,
  found,
  isActive,
  keptLines,
  openKept,
  pictures,
  pixelsOf,
  searchBox,
  timeline,
} from './library-page'
import { openOffline } from './offline-page'
import { forgetStory, HINDI, JAPANESE, LATIN, SHOWN, test, THIRD, TOWER } from './library-story'
import { startOf, tracesOf } from './library-traces'
import { heardTones, keptTones } from './replay'
import { recordSpeakers } from './sound'

// Its names are made as it runs, which an import does not see.
const { WebVTTParser } = createRequire(import.meta.url)('webvtt-parser') as typeof WebVtt

test.afterAll(forgetStory)

/** Of the recorder, the sound server's pieces, and the windows in which sound is looked at, ms. */
const NEAR_MS = 60
/** What opening the file and the speakers takes, and the click itself, on a busy computer, ms. */
const START_MS = 1_000

test('a conversation that was killed is found in three scripts, at its line, with its pictures', async ({
  again: { window },
}) => {
  test.slow()
  await button(window, 'Library').click()
  for (const { words, line, marked } of [
    { words: '天気', line: JAPANESE, marked: '天気' },
    { words: 'zizkov cafe', line: LATIN, marked: 'café' },
    { words: 'दिल्ली', line: HINDI, marked: 'दिल्ली' },
    { words: '"three hundred"', line: TOWER, marked: 'three hundred' },
  ]) {
    await searchBox(window).fill(words)
    await expect(found(window)).toHaveCount(1)
    await expect(found(window)).toContainText(line)
    await found(window).click()
    const led = keptLines(window).filter({ hasText: line })
    await expect.poll(() => isActive(led)).toBe(true)
    await expect(led).toBeInViewport()
    await expect(led.locator('mark').first()).toHaveText(marked)
  }
  await searchBox(window).fill('Wanderfalken')
  await expect(window.getByText('Nothing found')).toBeVisible()
  await searchBox(window).fill('')

  await expect(keptLines(window)).toHaveCount(6)
  expect(await pictures(window).count()).toBeGreaterThan(1)
  await expect.poll(() => pixelsOf(pictures(window).first().locator('img'))).toBeGreaterThan(0)
  await expect.poll(() => pixelsOf(pictures(window).last().locator('img'))).toBeGreaterThan(0)
  await pictures(window).first().click()
  const large = window.getByRole('dialog').getByRole('img', { name: /^What was shown: / })
  await expect.poll(() => pixelsOf(large)).toBe(1280)
  await window.keyboard.press('Escape')
  await expect(large).toHaveCount(0)
  await pictures(window).last().click()
  await expect(large).toHaveAccessibleName(`What was shown: ${SHOWN}, 800 × 600`)
  await expect.poll(() => pixelsOf(large)).toBe(800)
  await button(window, 'Earlier picture').click()
  await expect(large).toBeVisible()
})

test('is replayed with each answer at its moment, from the start, from the timeline and from a find', async ({
  again: { window, userData },
}, info) => {
  await openKept(window, LATIN)
  const kept = await keptTones(window, userData)
  const begun = await startOf(window)
  const startMs: Record<string, number> = {}

  // Typed lines are not heard; of those that are, the one that is heard is marked.
  const current = window.getByRole('article').and(window.locator('[aria-current=true]'))
  const heardToTheEnd = async (): Promise<void> => {
    await expect(current).toContainText('peregrine', { timeout: 20_000 })
    await expect(button(window, 'Play')).toBeVisible({ timeout: 20_000 })
  }

  await timeline(window).fill('0')
  const speakers = await recordSpeakers()
  const pressedAt = Date.now()
  await button(window, 'Play').click()
  await expect(current).toContainText('lighthouse', { timeout: 20_000 })
  await heardToTheEnd()
  const whole = heardTones(await speakers.stop())
  startMs.play = whole.first - pressedAt - (kept.first - Math.max(begun, kept.startedAt))
  expect(Math.abs(whole.second - whole.first - (kept.second - kept.first))).toBeLessThan(NEAR_MS)

  await timeline(window).fill('0')
  await button(window, 'Play').click()
  await expect(button(window, 'Pause')).toBeVisible()
  const again = await recordSpeakers()
  // The timeline has steps of a second.
  const soughtMs = Math.floor((kept.second - begun - 500) / 1_000) * 1_000
  const soughtAt = Date.now()
  await timeline(window).fill(String(soughtMs))
  await heardToTheEnd()
  const sought = heardTones(await again.stop())
  startMs.seek = sought.second - soughtAt - (kept.second - begun - soughtMs)

  await searchBox(window).fill('lighthouse')
  await found(window).click()
  const line = keptLines(window).filter({ hasText: TOWER })
  await expect.poll(() => isActive(line)).toBe(true)
  await window.getByRole('combobox', { name: 'Speed' }).selectOption('2')
  const last = await recordSpeakers()
  const askedAt = Date.now()
  await button(window, 'Play').click()
  await heardToTheEnd()
  const fromFind = heardTones(await last.stop())
  expect(fromFind.first).toBeNaN()
  // The words of an answer come with its voice.
  startMs.find = fromFind.second - askedAt

  info.annotations.push({ type: 'measured', description: JSON.stringify(startMs) })
  for (const late of Object.values(startMs)) {
    expect(late).toBeGreaterThan(-NEAR_MS)
    expect(late).toBeLessThan(START_MS)
  }
})

test('is exported to files that other programs read, and to a page that asks for nothing', async ({
  again: { app, window },
}, info) => {
  const folder = info.outputDir
  await mkdir(folder, { recursive: true })
  await answerFileDialogs(app, folder)
  await openKept(window, LATIN)
  const read = async (format: string): Promise<string> =>
    readFile(await exportAs(window, folder, format), 'utf8')
  const said = [LATIN, JAPANESE, HINDI, TOWER, THIRD]

  const json = readConversationFile(await read('JSON, to be imported again'))
  if (json.kind !== 'read') throw new Error(JSON.stringify(json.problem))
  const [conversation] = json.conversations
  expect(conversation?.lines.map(({ text }) => text).slice(0, 5)).toEqual(said)
  expect(conversation?.frames.length).toBeGreaterThan(1)
  expect(conversation?.marks).toHaveLength(1)

  const markdown = await read('Markdown')
  for (const line of said) expect(markdown.replaceAll('\\', '')).toContain(line)
  const cues = parseSync(await read('Subtitles (SRT)')).filter(({ type }) => type === 'cue')
  expect(cues.length).toBeGreaterThanOrEqual(6)
  const entities = { '&amp;': '&', '&lt;': '<', '&gt;': '>' }
  const vtt = new WebVTTParser(entities).parse(await read('Subtitles (WebVTT)'), 'metadata')
  expect(vtt.errors).toEqual([])
  expect(vtt.cues.map(({ text }) => text).join(' ')).toContain('京都')

  const page = await openOffline(app, await exportAs(window, folder, 'Web page with pictures'))
  expect(page.requests).toEqual([])
  for (const line of said) expect(page.text).toContain(line)
  expect(page.pictures.length).toBe(conversation?.frames.length)
  expect(Math.min(...page.pictures)).toBeGreaterThan(0)
})

test('is renamed, pinned and corrected, and comes back when its deletion is undone', async ({
  again: { window },
}) => {
  await openKept(window, LATIN)
  await conversations(window).first().hover()
  await button(window, `Rename “${LATIN}”`).click()
  await window.getByRole('textbox', { name: 'Title' }).fill('The holiday')
  await window.keyboard.press('Enter')
  await expect(window.getByRole('heading', { name: 'The holiday' })).toBeVisible()
  await button(window, 'Pin “The holiday”').click()
  await expect(window.getByRole('heading', { name: 'Pinned' })).toBeVisible()

  const line = keptLines(window).first()
  await line.hover()
  await line.getByRole('button', { name: 'Edit this line' }).click()
  await line.getByRole('textbox', { name: 'Text of the line' }).fill('Where is the bakery?')
  await button(window, 'Keep').click()
  await expect(keptLines(window).first()).toContainText(/edited.*Where is the bakery\?/s)
  await searchBox(window).fill('bakery')
  await expect(found(window)).toHaveCount(1)
  await searchBox(window).fill('')

  await button(window, 'Delete').click()
  await expect(window.getByText('No conversation has been kept yet')).toBeVisible()
  await button(window, 'Undo').click()
  await expect(conversations(window)).toHaveCount(1)
  await expect(conversations(window)).toContainText('The holiday')
  await window.reload()
  await openKept(window, 'The holiday')
  await expect(keptLines(window).first()).toContainText('Where is the bakery?')
})

test('leaves nothing on the disk once it is deleted', async ({
  again: { close, window, userData, story },
}) => {
  test.slow()
  await openKept(window, LATIN)
  // It has been looked at and heard: what that leaves behind is looked for as well.
  await pictures(window).first().click()
  const large = window.getByRole('dialog').getByRole('img', { name: /^What was shown: / })
  await expect.poll(() => pixelsOf(large)).toBeGreaterThan(0)
  await window.keyboard.press('Escape')
  await button(window, 'Play').click()
  // Lines that follow what is heard move below the pointer.
  await button(window, 'Pause').click()
  await expect(button(window, 'Play')).toBeVisible()
  const line = keptLines(window).first()
  await line.hover()
  await line.getByRole('button', { name: 'Edit this line' }).click()
  await line
    .getByRole('textbox', { name: 'Text of the line' })
    .fill('Where is the Zuckerbaeckerei?')
  await button(window, 'Keep').click()
  await expect(keptLines(window).first()).toContainText('Zuckerbaeckerei')
  await searchBox(window).fill('Zuckerbaecker')
  await expect(found(window)).toHaveCount(1)
  await searchBox(window).fill('')

  const traces = await tracesOf(window, userData, story.frames)
  const before = await tracesIn(userData, traces)
  const words = ['Žižkov', '天気', 'दिल्ली', SHOWN, 'Zuckerbaeckerei']
  const present = before.join('\n')
  for (const word of words) expect(present).toContain(`${word} in UTF-8: `)
  for (const file of ['picture 0', 'thumbnail 0', 'recording']) expect(present).toContain(file)
  await button(window, 'Delete').click()
  await expect(button(window, 'Undo')).toBeVisible()
  await expect.poll(() => tracesIn(userData, traces), { timeout: UNDO_MS + 15_000 }).toEqual([])
  await close()
  expect(await tracesIn(userData, traces)).toEqual([])
})

test('is gone on with as one conversation, and goes with everything else', async ({
  again: { close, window, userData, story },
}) => {
  test.slow()
  await openKept(window, LATIN)
  const traces = await tracesOf(window, userData, story.frames)
  await button(window, 'Continue conversation').click()
  await expect(status(window)).toHaveText(/^Live/)
  await expect(lines(window)).toHaveText([
    /Žižkov/,
    /京都/,
    /दिल्ली/,
    /lighthouse/,
    /Tell/,
    /peregrine/,
  ])
  await say(window, 'And where were we?')
  await expect(lines(window).last()).toContainText('It goes on.')
  await expect(lines(window)).toHaveCount(8)
  await button(window, 'End conversation').click()
  await expect(status(window)).toHaveText(/^Ended/)
  await button(window, 'Library').click()
  await expect(conversations(window)).toHaveCount(1)
  await expect(conversations(window)).toContainText('8 lines')

  await button(window, 'More').click()
  await window.getByRole('menuitem', { name: 'Delete everything…' }).click()
  await button(window, 'Delete everything').click()
  await expect(window.getByText('Everything was deleted')).toBeVisible()
  await expect(window.getByText('No conversation has been kept yet')).toBeVisible()
  const words = wordTraces(['where were we', 'It goes on'])
  await expect.poll(() => tracesIn(userData, [...traces, ...words])).toEqual([])
  await close()
  expect(await tracesIn(userData, [...traces, ...words])).toEqual([])
})
