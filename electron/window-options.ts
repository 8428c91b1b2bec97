import { join } from 'node:path'
import {
  app,
  nativeTheme,
  type BrowserWindowConstructorOptions,
  type Rectangle,
  type Session,
  type WebPreferences,
} from 'electron'

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
      ...pagePreferences(session, 'index.cjs'),
      // Sound and frames go on while the window is hidden.
      backgroundThrottling: false,
    },
  }
}

/** A window that covers one display while a part of it is chosen. Hidden at first, like the other. */
export function overlayOptions(
  session: Session,
  bounds: Rectangle,
): BrowserWindowConstructorOptions {
  return {
    ...bounds,
    title: 'Sightline: part of a screen',
    icon: join(app.getAppPath(), 'resources/icons/icon.png'),
    backgroundColor: '#000000',
    show: false,
    frame: false,
    hasShadow: false,
    roundedCorners: false,
    movable: false,
    minimizable: false,
    maximizable: false,
    skipTaskbar: true,
    enableLargerThanScreen: true,
    webPreferences: pagePreferences(session, 'region.cjs'),
  }
}

/** The window that stands in for the usual one when that cannot be kept up. */
export function safeModeOptions(session: Session): BrowserWindowConstructorOptions {
  return {
    width: 560,
    height: 460,
    minWidth: 380,
    minHeight: 320,
    title: 'Sightline: safe mode',
    icon: join(app.getAppPath(), 'resources/icons/icon.png'),
    backgroundColor: backgroundColor(),
    autoHideMenuBar: true,
    webPreferences: pagePreferences(session, 'safe-mode.cjs'),
  }
}

function pagePreferences(session: Session, preload: string): WebPreferences {
  return {
    preload: join(app.getAppPath(), 'out/preload', preload),
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
  }
}
