import { isDeepStrictEqual } from 'node:util'
import { join } from 'node:path'
import { app, Menu, nativeImage, Tray, type NativeImage } from 'electron'
import type { AppState } from '@contract/state'
import type { Log } from '@main/log'
import { describeError } from './log'
import { describeTray, type TrayAction, type TrayFace, type TrayIcon } from './tray-words'

/** The icon in the tray; nothing where the system has no place for one. */
export class TrayIndicator {
  readonly #images = new Map<TrayIcon, NativeImage>()
  #tray: Tray | null = null
  #face: TrayFace | null = null
  #state: AppState | null = null
  #isPageHung = false

  constructor(
    private readonly onAction: (action: TrayAction) => void,
    private readonly log: Log,
  ) {}

  /** Shows what the state says; does nothing when that looks the same. */
  show(state: AppState): void {
    this.#state = state
    const face = describeTray(state, this.#isPageHung)
    if (isDeepStrictEqual(face, this.#face)) return
    this.#face = face
    try {
      this.#draw(face)
    } catch (error) {
      this.log.warn('tray-failed', describeError(error))
    }
  }

  /** Whether the window does not answer. */
  setPageHung(isPageHung: boolean): void {
    this.#isPageHung = isPageHung
    if (this.#state) this.show(this.#state)
  }

  close(): void {
    this.#tray?.destroy()
    this.#tray = null
  }

  #draw(face: TrayFace): void {
    const image = this.#image(face.icon)
    if (this.#tray) this.#tray.setImage(image)
    else this.#tray = this.#create(image)
    this.#tray.setToolTip(face.tooltip)
    this.#tray.setContextMenu(
      Menu.buildFromTemplate(
        face.menu.map((item) =>
          item === null
            ? { type: 'separator' }
            : { label: item.label, click: () => this.onAction(item.action) },
        ),
      ),
    )
  }

  #create(image: NativeImage): Tray {
    const tray = new Tray(image)
    // macOS opens the menu on a click.
    if (process.platform !== 'darwin') tray.on('click', () => this.onAction('show'))
    return tray
  }

  /** The `@2x` picture beside each is found by Electron. */
  #image(icon: TrayIcon): NativeImage {
    const known = this.#images.get(icon)
    if (known) return known
    const path = join(app.getAppPath(), `resources/icons/tray-${icon}.png`)
    const image = nativeImage.createFromPath(path)
    this.#images.set(icon, image)
    return image
  }
}
