/** The bridge of the page that stands in for the window: two requests, no more. */
import { contextBridge, ipcRenderer } from 'electron'
import type { SafeModeApi } from '@contract/safe-mode'
import { SAFE_MODE_CHANNELS } from '@contract/safe-mode-channels'

type Answer<Name extends keyof SafeModeApi> = ReturnType<SafeModeApi[Name]>

const api: SafeModeApi = {
  readFacts: () => ipcRenderer.invoke(SAFE_MODE_CHANNELS.readFacts) as Answer<'readFacts'>,
  act: (argument) => ipcRenderer.invoke(SAFE_MODE_CHANNELS.act, argument) as Answer<'act'>,
}

contextBridge.exposeInMainWorld('sightlineSafeMode', api)
