import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { settingsSchema } from '@contract/settings'
import { SettingsStore } from './settings-store'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sightline-settings-'))
})
afterEach(() => rm(folder, { recursive: true }))

const defaults = settingsSchema.parse({})

describe('SettingsStore', () => {
  it('gives back what it saved, and leaves no other file', async () => {
    const file = join(folder, 'settings.json')
    const settings = { ...defaults, detail: 'read-text' as const, shortcut: 'Alt+Space' }
    await new SettingsStore(file).save(settings)
    expect(await new SettingsStore(file).load()).toEqual(settings)
    expect(await readdir(folder)).toEqual(['settings.json'])
  })

  it.each(['', '{', 'null', '[]', '"x"', '{"detail":7,"theme":"dark"}'])(
    'starts with defaults for what is unusable in %j',
    async (text) => {
      const file = join(folder, 'settings.json')
      await writeFile(file, text)
      const loaded = await new SettingsStore(file).load()
      expect(loaded).toEqual({ ...defaults, ...(text.includes('dark') ? { theme: 'dark' } : {}) })
      expect(await readFile(file, 'utf8')).toBe(text)
    },
  )
})
