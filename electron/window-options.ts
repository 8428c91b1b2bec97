import { join } from 'node:path'
import { app, nativeTheme, type BrowserWindowConstructorOptions, type Session } from 'electron'

const SIZE = { width: 1080, height: 760, minWidth: 380, minHeight: 480 }

/** The page's ground, shown until it has drawn. */
const BACKGROUND = { light: '#f4f6f7', dark: '#121518' }

export function backgroundColor(): string {
  return nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light
}

/** The window as it is made, hidden at first. Safe defaults are spelled out: they have changed. */
export function windowOptions(session: Session): BrowserWindowConstructorOptions {
  return {
    ...SIZE,
    title: 'Sightline',
    icon: join(app.getAppPath(), 'resources/icons/icon.png'),
    backgroundColor: backgroundColor(),
    show: false,
    autoHideMenuBar: true,
    webPreferences: {
      preload: join(app.getAppPath(), 'out/preload/index.cjs'),
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
      devTools: !app.isPackaged,
      // Sound and frames go on while the window is hidden.
      backgroundThrottling: false,
    },
  }
}
