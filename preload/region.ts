/** The bridge of the page that lets the user choose a part of a screen: three requests, no more. */
import { contextBridge, ipcRenderer } from 'electron'
import type { RegionApi } from '@contract/region'
import { REGION_CHANNELS } from '@contract/region-channels'

type Answer<Name extends keyof RegionApi> = ReturnType<RegionApi[Name]>

const api: RegionApi = {
  readScreen: () => ipcRenderer.invoke(REGION_CHANNELS.readScreen) as Answer<'readScreen'>,
  showPage: () => ipcRenderer.invoke(REGION_CHANNELS.showPage) as Answer<'showPage'>,
  answer: (argument) => ipcRenderer.invoke(REGION_CHANNELS.answer, argument) as Answer<'answer'>,
}

contextBridge.exposeInMainWorld('sightlineRegion', api)
