import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { LOG_LIMITS, LogFile } from './log-file'

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sightline-log-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return join(folder, 'logs')
}

const newest = (folder: string): Promise<string> =>
  readFile(join(folder, 'sightline.log'), 'utf8').catch(() => '')
const soon = (check: () => Promise<void>): Promise<void> =>
  vi.waitFor(check, { timeout: 5_000, interval: 20 })

it('writes in order what was logged before and after it was opened, for the person alone', async () => {
  const folder = await newFolder()
  const file = new LogFile()
  file.write('first\n')
  file.open(folder)
  file.write('second\n')
  await soon(async () => expect(await newest(folder)).toBe('first\nsecond\n'))
  expect((await stat(join(folder, 'sightline.log'))).mode & 0o777).toBe(0o600)
  file.write('third\n')
  file.flush()
  expect(await newest(folder)).toBe('first\nsecond\nthird\n')
})

it('keeps five files of a megabyte each, the oldest go', async () => {
  const folder = await newFolder()
  const file = new LogFile()
  file.open(folder)
  const line = `${'x'.repeat(99_999)}\n`
  for (let round = 0; round < 6; round += 1) {
    // As if it had been filled in the meantime.
    file.write(`round ${round}\n`)
    await soon(async () => expect(await newest(folder)).toContain(`round ${round}\n`))
    await writeFile(join(folder, 'sightline.log'), `round ${round}\n${line.repeat(10)}`)
  }
  const names = await readdir(folder)
  expect(names.sort()).toEqual([
    'sightline.1.log',
    'sightline.2.log',
    'sightline.3.log',
    'sightline.4.log',
    'sightline.log',
  ])
  expect(await readFile(join(folder, 'sightline.4.log'), 'utf8')).toMatch(/^round 1\n/)
  expect(await newest(folder)).toMatch(/^round 5\n/)
})

it('drops what is too much, and says how many lines', async () => {
  const folder = await newFolder()
  const file = new LogFile()
  const line = `${'x'.repeat(1_023)}\n`
  const fit = LOG_LIMITS.waiting / line.length
  for (let i = 0; i < fit + 7; i += 1) file.write(line)
  file.open(folder)
  await soon(async () => expect(await newest(folder)).toContain('"log-lines-lost","lost":7}'))
  expect((await newest(folder)).split('\n')).toHaveLength(fit + 2)
})

it('lives with a disk that fails, and tells afterwards what was lost', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const folder = await newFolder()
  await writeFile(folder, 'a file stands where the folder should be')
  const file = new LogFile()
  file.open(folder)
  file.write('lost\n')
  await vi.advanceTimersByTimeAsync(LOG_LIMITS.gatherMs)
  file.flush()
  // Until the failure is known, lines go on being gathered.
  await vi.waitFor(() => {
    file.write('kept\n')
    expect(vi.getTimerCount()).toBe(1)
  })
  await rm(folder)
  await vi.advanceTimersByTimeAsync(LOG_LIMITS.restMs)
  vi.useRealTimers()
  await soon(async () => expect(await newest(folder)).toMatch(/"lost":1}\n(kept\n)+$/))
})
