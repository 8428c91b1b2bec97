import { join } from 'node:path'
import { Engine } from './engine'
import type { EngineHost } from './engine-host'
import { SettingsStore } from './settings/settings-store'

/** Makes the engine of a run, which begins to read what earlier runs have kept. */
export async function createEngine(host: EngineHost): Promise<Engine> {
  const settingsStore = new SettingsStore(join(host.userDataFolder, 'settings.json'))
  return new Engine(host, settingsStore, await settingsStore.load())
}
