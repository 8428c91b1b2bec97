/** Settings files that were spoilt, by bytes and by structure: the app starts all the same. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { settingsSchema, type Settings } from '@contract/settings'
import { SettingsStore } from '@main/settings/settings-store'
import { seededRandom } from '../faults/seeded-random'
import { engineAt } from './engine-for-tests'
import { mutate } from './mutate'
import { countUnhandled, PATIENCE_MS, PLAN, SEED } from './plan'
import { report } from './result'

const DEFAULTS = settingsSchema.parse({})
const WHOLE: Settings = {
  ...DEFAULTS,
  talkMode: 'push-to-talk',
  theme: 'dark',
  microphone: { id: 'a1b2', label: 'USB microphone' },
  serverVoiceDetection: { ...DEFAULTS.serverVoiceDetection, silenceMs: 400 },
  excluded: ['Passwords', 'Bank'],
}

/** A value of any other kind for one of the fields. */
const otherValues = fc.tuple(
  fc.constantFrom<string>(...Object.keys(WHOLE), '__proto__', 'constructor', 'unknown'),
  fc.oneof(fc.jsonValue({ maxDepth: 4 }), fc.constant('x'.repeat(10_000)), fc.constant(-1e308)),
)

describe('settings files', () => {
  it(
    'however spoilt, are read, and what is not spoilt is kept',
    async () => {
      const unhandled = countUnhandled()
      const random = seededRandom(SEED)
      const folder = await mkdtemp(join(tmpdir(), 'sightline-settings-'))
      const file = join(folder, 'settings.json')
      const structured = fc.sample(otherValues, { seed: SEED, numRuns: PLAN.settingsFiles / 2 })
      const text = Buffer.from(JSON.stringify(WHOLE, null, 2))
      const from = performance.now()
      let unchanged = 0
      let defaults = 0
      for (let tried = 0; tried < PLAN.settingsFiles; tried += 1) {
        const [field, value] = structured[Math.floor(tried / 2)] ?? ['', null]
        const bytes =
          tried % 2 === 0
            ? mutate(text, text, random)
            : Buffer.from(JSON.stringify({ ...WHOLE, [field]: value }))
        const what = `seed ${SEED}, file ${tried}: ${bytes.toString('base64')}`
        await writeFile(file, bytes)
        const loaded = await new SettingsStore(file).load()
        expect(settingsSchema.parse(loaded), what).toEqual(loaded)
        if (tried % 2 === 1) expectOthersKept(loaded, field, what)
        const engine = await engineAt(folder)
        // It has a key of the environment: that there was a way in is noted, and written with a change.
        const accessConsent = { ...loaded.accessConsent, hadAccess: true }
        expect(engine.state.current.settings, what).toEqual({ ...loaded, accessConsent })
        await engine.close()
        expect((await readFile(file)).equals(bytes), what).toBe(true)
        if (isSame(loaded, WHOLE)) unchanged += 1
        if (isSame(loaded, DEFAULTS)) defaults += 1
      }
      unhandled.stop()
      await rm(folder, { recursive: true })
      report({
        name: 'settings-files',
        seed: SEED,
        seconds: Math.round((performance.now() - from) / 1_000),
        figures: {
          tried: PLAN.settingsFiles,
          'read as they were': unchanged,
          'read as defaults': defaults,
          unhandled: unhandled.count,
        },
      })
      expect(unhandled.count).toBe(0)
    },
    PATIENCE_MS,
  )
})

/** One bad value loses no other. */
function expectOthersKept(loaded: Settings, field: string, what: string): void {
  const without = (settings: Settings): object => ({ ...settings, [field]: null })
  expect(without(loaded), what).toEqual(without(WHOLE))
}

const isSame = (one: Settings, other: Settings): boolean =>
  JSON.stringify(one) === JSON.stringify(other)
