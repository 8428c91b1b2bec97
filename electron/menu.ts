import { app, Menu, type MenuItemConstructorOptions } from 'electron'

/** The smallest menu that keeps the usual keys working: copy, paste, zoom, close, quit. */
export function setupMenu(): void {
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { role: 'togglefullscreen' },
  ]
  const forDevelopers: MenuItemConstructorOptions[] = [
    { type: 'separator' },
    { role: 'reload' },
    { role: 'toggleDevTools' },
  ]
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      process.platform === 'darwin'
        ? { role: 'appMenu' }
        : { role: 'fileMenu', submenu: [{ role: 'close' }, { role: 'quit' }] },
      { role: 'editMenu' },
      { label: 'View', submenu: app.isPackaged ? view : [...view, ...forDevelopers] },
      { role: 'windowMenu' },
    ]),
  )
}
