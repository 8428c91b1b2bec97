/** A library that is worth a picture: a file of conversations, and the way to have it imported. */
import { writeFile } from 'node:fs/promises'
import type { ElectronApplication, Page } from '@playwright/test'
import type { FileConversation } from '../../main/transcript/export/conversation-file'
import { expect } from './app'
import { drawScreens, type DrawnScreens, type ScreenKind } from './drawn-screens'
import { SKETCHES, type Sketch } from './library-sketches'

const HOUR_MS = 3_600_000
/** People read and think between two lines. */
const PAUSE_MS = 2_500
const MS_PER_LETTER = 60

/** How the pictures of a window are called. */
const SOURCE_NAMES: Readonly<Record<ScreenKind, string>> = {
  editor: 'sessions.ts – Editor',
  chart: 'Sales 2026 – Charts',
  table: 'Expenses.ods',
  letter: '旅行の計画',
}

/** Writes the file and has the app import it, as nobody can click in the system's box in a test. */
export async function importLibrary(
  app: ElectronApplication,
  window: Page,
  file: string,
): Promise<void> {
  await writeFile(file, JSON.stringify(libraryFile(await drawScreens(window), Date.now())))
  await app.evaluate(({ dialog }, path) => {
    const answered = (): Promise<unknown> => Promise.resolve({ canceled: false, filePaths: [path] })
    dialog.showOpenDialog = answered as typeof dialog.showOpenDialog
  }, file)
  await window.getByRole('button', { name: 'More', exact: true }).click()
  await window.getByRole('menuitem', { name: /^Import/ }).click()
  await expect(window.getByText(`${SKETCHES.length} conversations imported`)).toBeVisible()
  await window.getByRole('button', { name: 'Dismiss', exact: true }).click()
}

function libraryFile(screens: DrawnScreens, now: number) {
  return {
    format: 'sightline-conversations',
    version: 1,
    exportedAt: new Date(now).toISOString(),
    conversations: SKETCHES.map((sketch) => conversationOf(sketch, screens, now)),
  }
}

function conversationOf(sketch: Sketch, screens: DrawnScreens, now: number): FileConversation {
  const start = now - sketch.hoursAgo * HOUR_MS
  const wallClock = (ms: number): string => new Date(start + ms).toISOString()
  let passed = 0
  const lines = sketch.lines.map((text, index) => {
    const startMs = passed
    const endMs = startMs + Math.min(90_000, 800 + text.length * MS_PER_LETTER)
    passed = endMs + PAUSE_MS
    return {
      position: index,
      speaker: index % 2 === 0 ? ('user' as const) : ('assistant' as const),
      channel: index % 4 === 2 ? ('typed' as const) : ('voice' as const),
      text,
      original: sketch.edited === index ? `${text.slice(0, -1)}, was it?` : null,
      startMs,
      endMs,
      at: wallClock(startMs),
      interrupted: sketch.interrupted === index,
    }
  })
  const moment = (part: number) => {
    const atMs = Math.round(passed * part)
    return { atMs, at: wallClock(atMs) }
  }
  return {
    id: `looks-${sketch.hoursAgo}`,
    startedAt: wallClock(0),
    endedAt: wallClock(passed),
    title: sketch.title ?? null,
    pinned: sketch.pinned ?? false,
    model: 'gemini-3.8-live',
    continuedAt: null,
    usage: { total: passed },
    lines,
    marks: (sketch.marks ?? []).map(([part, note]) => ({ ...moment(part), note })),
    events: sketch.withEvents === true ? eventsAt(moment) : [],
    frames: (sketch.shown ?? []).map(([part, kind]) => ({
      ...moment(part),
      sourceKind: 'window' as const,
      sourceName: SOURCE_NAMES[kind],
      ...screens[kind],
    })),
    recordings: [],
  }
}

function eventsAt(
  moment: (part: number) => { readonly atMs: number; readonly at: string },
): FileConversation['events'] {
  return [
    { kind: 'rotation', ...moment(0.35) },
    { kind: 'gap', ...moment(0.6), lostMs: 1_240 },
    {
      kind: 'source',
      ...moment(0.8),
      title: 'Handbook: strict null checks',
      url: 'https://example.invalid/handbook/strict-null-checks',
    },
  ]
}
