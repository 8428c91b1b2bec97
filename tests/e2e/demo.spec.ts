/** The scripted demo as a person runs it: one command, its output, its exit code, its picture. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { isAbsolute } from 'node:path'
import sharp from 'sharp'
import {
  electronExecutable,
  expect,
  projectFolder,
  STAGE_SWITCHES,
  stageEnvironment,
  test,
} from './launch'

/** It talks for about half a minute. */
const DEMO_MS = 70_000

interface Run {
  readonly code: number | null
  readonly output: string
}

/** Runs the demo to its end; what takes too long is killed, and has no exit code. */
async function runDemo(): Promise<Run> {
  const child = spawn(
    await electronExecutable(),
    [...STAGE_SWITCHES, projectFolder, '--demo-script'],
    { env: stageEnvironment(), timeout: DEMO_MS, killSignal: 'SIGKILL' },
  )
  const chunks: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  child.stderr.resume() // a full pipe would stop the app
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, output: Buffer.concat(chunks).toString() }
}

test('the scripted demo holds a conversation, tells it, and saves a picture', async ({}, info) => {
  test.setTimeout(DEMO_MS + 20_000)
  const { code, output } = await runDemo()
  await info.attach('demo output', { body: output })
  const picture = /Screenshot of the window: (.+\.png)$/m.exec(output)?.[1] ?? ''
  try {
    expect(code, output).toBe(0)
    expect(output).toMatch(/ {2}You: \S/)
    expect(output).toMatch(/ {2}Assistant: \S.* — interrupted$/m)
    expect(output).toMatch(/ {2}Assistant: \S.*(?<!interrupted)$/m)
    expect(output).toContain('Interrupted by the recorded voice, and silent.')
    for (const latency of [
      'from the start to a live session',
      'from the first byte of the answer to its first sample at the speakers',
      'from the interruption to silence',
    ]) {
      expect(output).toMatch(new RegExp(` \\d+ ms ${latency}$`, 'm'))
    }
    expect(output).toMatch(/Pictures sent: [1-9]\d*; from capture to sending \d+ ms/)
    expect(isAbsolute(picture), output).toBe(true)
    const { format, width, height } = await sharp(picture).metadata()
    expect(format).toBe('png')
    expect(Math.min(width, height)).toBeGreaterThan(300)
    const { channels } = await sharp(picture).stats()
    expect(Math.max(...channels.slice(0, 3).map(({ stdev }) => stdev))).toBeGreaterThan(5)
  } finally {
    if (picture !== '') await rm(picture, { force: true })
  }
})
