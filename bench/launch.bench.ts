import { join, resolve } from 'node:path'
import { test } from '@playwright/test'
import { sandboxArguments } from '../electron/runtime/sandbox.mjs'
import { appsFolder, freshFolder } from './electron'
import { record } from './figures'
import { firstPaintMs } from './first-paint'
import { percentile } from './statistics'

const LAUNCHES = 12
const GOAL = { median: 1.3 }

const apps = {
  blank: join(appsFolder, 'blank.mjs'),
  sightline: resolve(import.meta.dirname, '..'),
}

test('launch → interactive', async () => {
  const profiles = { blank: freshFolder(), sightline: freshFolder() }
  const launch = (name: keyof typeof apps): Promise<number> => {
    const profile = profiles[name]
    const switches = ['--password-store=gnome-libsecret', `--user-data-dir=${profile}`]
    return firstPaintMs([...sandboxArguments(), ...switches, apps[name]], {
      SIGHTLINE_USER_DATA: profile,
      GEMINI_API_KEY: 'bench-key',
    })
  }
  // The first of each makes the profile, and is not counted.
  await launch('blank')
  await launch('sightline')
  const times = { blank: [] as number[], sightline: [] as number[] }
  for (let count = 0; count < LAUNCHES; count += 1) {
    times.blank.push(await launch('blank'))
    times.sightline.push(await launch('sightline'))
  }
  const ratio = percentile(times.sightline, 50) / percentile(times.blank, 50)
  await record({
    name: 'launch → “Start conversation” is painted and enabled',
    unit: 'ms',
    samples: times.sightline,
  })
  await record({ name: 'launch of a blank window, in turn', unit: 'ms', samples: times.blank })
  await record({ name: 'launch: ratio of the medians', unit: '×', samples: [ratio], goal: GOAL })
})
