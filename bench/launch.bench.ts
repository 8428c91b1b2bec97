import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join, resolve } from 'node:path'
import { expect, test } from '@playwright/test'
import { sandboxArguments } from '../electron/runtime/sandbox.mjs'
import { appsFolder, electronExecutable, environment, freshFolder } from './electron'
import { record } from './figures'
import { percentile } from './statistics'

const LAUNCHES = 12
const GOAL = { median: 1.3 }

const sightline = resolve(import.meta.dirname, '..')
const blank = join(appsFolder, 'blank.mjs')
const probe = join(appsFolder, 'launch-probe.cjs')

/** Milliseconds from the start of the program until its button can be pressed. */
async function launchMs(app: string, profile: string): Promise<number> {
  const from = Date.now()
  const args = [...sandboxArguments(), '--password-store=gnome-libsecret', '-r', probe]
  const child = spawn(electronExecutable(), [...args, `--user-data-dir=${profile}`, app], {
    env: environment({ SIGHTLINE_USER_DATA: profile, GEMINI_API_KEY: 'bench-key' }),
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let said = ''
  child.stdout.on('data', (data: Buffer) => (said += data.toString()))
  await once(child, 'close')
  const at = Number(/interactive (\d+)/.exec(said)?.[1])
  expect(at, said).toBeGreaterThan(from)
  return at - from
}

test('launch → interactive', async () => {
  const profiles = { blank: freshFolder(), sightline: freshFolder() }
  // The first of each makes the profile, and is not counted.
  await launchMs(blank, profiles.blank)
  await launchMs(sightline, profiles.sightline)
  const times = { blank: [] as number[], sightline: [] as number[] }
  for (let launch = 0; launch < LAUNCHES; launch += 1) {
    times.blank.push(await launchMs(blank, profiles.blank))
    times.sightline.push(await launchMs(sightline, profiles.sightline))
  }
  const ratio = percentile(times.sightline, 50) / percentile(times.blank, 50)
  await record({
    name: 'launch → “Start conversation” can be pressed',
    unit: 'ms',
    samples: times.sightline,
  })
  await record({ name: 'launch of a blank window, in turn', unit: 'ms', samples: times.blank })
  await record({ name: 'launch: ratio of the medians', unit: '×', samples: [ratio], goal: GOAL })
})
