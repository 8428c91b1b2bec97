/** A file of settings that is damaged, was written by another version, or is no such file at all. */
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { settingsSchema, type Settings } from '@contract/settings'
import { SettingsStore } from '@main/settings/settings-store'
import { newFolder } from './testing'

const DEFAULTS = settingsSchema.parse({})
const FIRST: Settings = { ...DEFAULTS, theme: 'dark', detail: 'read-text' }
const SECOND: Settings = { ...FIRST, theme: 'light', shortcut: 'Alt+Space' }

/** Where settings were saved twice. */
async function savedTwice(): Promise<string> {
  const file = join(newFolder(), 'settings.json')
  const store = new SettingsStore(file)
  await store.load()
  await store.save(FIRST)
  await store.save(SECOND)
  return file
}

const load = (file: string): Promise<Settings> => new SettingsStore(file).load()

describe('settings.json', () => {
  it('row 68: cut off at every byte: those of before the last change, and the file is kept', async () => {
    const file = await savedTwice()
    const whole = readFileSync(file)
    expect(whole.length).toBeGreaterThan(200)
    for (let bytes = 0; bytes < whole.length; bytes += 1) {
      const cut = whole.subarray(0, bytes)
      writeFileSync(file, cut)
      // Without the line's end it says the same.
      const expected = bytes === whole.length - 1 ? SECOND : FIRST
      expect(await load(file), `${bytes} bytes`).toEqual(expected)
      expect(readFileSync(file).equals(cut), `${bytes} bytes`).toBe(true)
    }
  })

  it('row 68: with garbage at every byte: it is read, or those of before are', async () => {
    const file = await savedTwice()
    const whole = readFileSync(file)
    for (let at = 0; at < whole.length; at += 1) {
      const spoilt = Buffer.from(whole)
      spoilt[at] = 0xff
      writeFileSync(file, spoilt)
      const loaded = await load(file)
      expect(settingsSchema.safeParse(loaded).success, `byte ${at}`).toBe(true)
      expect(readFileSync(file).equals(spoilt), `byte ${at}`).toBe(true)
    }
  })

  it('row 68: a damaged one is kept beside the next that is written', async () => {
    const file = await savedTwice()
    writeFileSync(file, '{ "theme": "da')
    const store = new SettingsStore(file)
    await store.save({ ...(await store.load()), detail: 'economy' })
    expect(readFileSync(`${file}.damaged`, 'utf8')).toBe('{ "theme": "da')
    expect(await load(file)).toEqual({ ...FIRST, detail: 'economy' })
    // What stands in for it later is not the damaged one.
    writeFileSync(file, '')
    expect(await load(file)).toEqual(FIRST)
  })

  it.each(['', 'null', '[]', '"x"', '7', '{', '\0\0\0\0'])(
    'row 68: %j, and nothing else there: defaults',
    async (text) => {
      const file = join(newFolder(), 'settings.json')
      writeFileSync(file, text)
      expect(await load(file)).toEqual(DEFAULTS)
      expect(readFileSync(file, 'utf8')).toBe(text)
    },
  )

  it('row 68: a value of every wrong type: that one has its default, the others stay', async () => {
    const file = await savedTwice()
    const whole = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
    for (const name of Object.keys(whole)) {
      for (const wrong of [null, 7.5, -1, 'no such choice', true, [], {}, [{}], '\0', 1e308]) {
        writeFileSync(file, JSON.stringify({ ...whole, [name]: wrong }))
        const loaded = await load(file)
        expect(settingsSchema.safeParse(loaded).success, name).toBe(true)
        expect({ ...loaded, [name]: null }, name).toEqual({ ...SECOND, [name]: null })
      }
    }
  })

  it('row 68: of 50 MB: it is not read, and kept', async () => {
    const file = await savedTwice()
    const bytes = 50 * 1024 * 1024
    writeFileSync(file, `{"theme":"system","x":"${'x'.repeat(bytes)}"}`)
    const begun = performance.now()
    const store = new SettingsStore(file)
    expect(await store.load()).toEqual(FIRST)
    expect(performance.now() - begun).toBeLessThan(1_000)
    await store.save(SECOND)
    expect(statSync(`${file}.damaged`).size).toBeGreaterThan(bytes)
    rmSync(`${file}.damaged`)
  })

  it('row 68: of a newer version: what it says is taken, and what only that version knows stays', async () => {
    const file = join(newFolder(), 'settings.json')
    const newer = { ...FIRST, hologram: { depth: 3 }, version: 99 }
    writeFileSync(file, JSON.stringify(newer))
    const store = new SettingsStore(file)
    expect(await store.load()).toEqual(FIRST)
    await store.save(SECOND)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ ...newer, ...SECOND })
    expect(JSON.parse(readFileSync(`${file}.bak`, 'utf8'))).toEqual(newer)
    expect(existsSync(`${file}.damaged`)).toBe(false)
  })
})
