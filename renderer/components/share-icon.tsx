import type { ReactNode } from 'react'
import type { ShareKind } from '@contract/session'
import { CameraIcon, ScreenIcon, WindowIcon } from './icons'

const ICONS: Readonly<Record<ShareKind, ReactNode>> = {
  screen: <ScreenIcon />,
  window: <WindowIcon />,
  region: <ScreenIcon />,
  camera: <CameraIcon />,
}

/** The icon of a kind of source. */
export const ShareKindIcon = ({ kind }: { readonly kind: ShareKind }): ReactNode => ICONS[kind]
