import { create } from 'zustand'
import type { AppError, Result } from '@contract/errors'

/** The part of the settings that a failure's next step leads to. */
export type SettingsSection = 'model' | 'shortcut' | 'sound' | 'key' | 'access'

type OpenDialog =
  | { readonly kind: 'none' }
  | { readonly kind: 'share' }
  | { readonly kind: 'covers' }
  | { readonly kind: 'settings'; readonly section?: SettingsSection }

interface Ui {
  /** What the window shows below its header. */
  readonly place: 'conversation' | 'library'
  readonly dialog: OpenDialog
  /** What became of the last request, where it failed and nothing else shows it. */
  readonly problem: AppError | null
  /** Speech cannot be detected on this computer, although that is wanted. */
  readonly detectorFailure: AppError | null
  /** Main did not answer the first question. */
  readonly unreachable: boolean
}

/** What only this window knows: which dialog is open, and the last request that failed. */
export const useUi = create<Ui>(() => ({
  place: 'conversation',
  dialog: { kind: 'none' },
  problem: null,
  detectorFailure: null,
  unreachable: false,
}))

export const openLibrary = (): void => useUi.setState({ place: 'library' })
export const closeLibrary = (): void => useUi.setState({ place: 'conversation' })
export const openShare = (): void => useUi.setState({ dialog: { kind: 'share' } })
export const openCovers = (): void => useUi.setState({ dialog: { kind: 'covers' } })
export const openSettings = (section?: SettingsSection): void =>
  useUi.setState({ dialog: section ? { kind: 'settings', section } : { kind: 'settings' } })
export const closeDialog = (): void => useUi.setState({ dialog: { kind: 'none' } })

/** Waits for a request and shows its failure as a banner; a success takes an old failure away. */
export async function run(request: Promise<Result<unknown>>): Promise<void> {
  const result = await request
  useUi.setState({ problem: result.ok ? null : result.error })
}
