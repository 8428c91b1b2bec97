import type { Session } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import { overlayOptions, safeModeOptions, windowOptions } from './window-options'

const app = vi.hoisted(() => ({ isPackaged: true, getAppPath: () => '/app' }))
vi.mock('electron', () => ({ app, nativeTheme: { shouldUseDarkColors: false } }))

const session = Object.create(null) as Session

describe.each([
  ['the window', () => windowOptions(session)],
  ['safe mode', () => safeModeOptions(session)],
  ['the overlay', () => overlayOptions(session, { x: 0, y: 0, width: 1, height: 1 })],
])('what the page of %s may', (_name, options) => {
  it('is spelled out, and nothing that weakens it is there', () => {
    const { preload, ...preferences } = options().webPreferences ?? {}
    expect(preload).toMatch(/^\/app\/out\/preload\/[\w-]+\.cjs$/)
    expect(preferences).toMatchObject({
      session,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      disableBlinkFeatures: 'Auxclick',
      spellcheck: false,
      devTools: false,
    })
    expect(preferences).not.toHaveProperty('enableBlinkFeatures')
    expect(preferences).not.toHaveProperty('additionalArguments')
  })
})
