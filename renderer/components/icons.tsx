import type { ReactNode } from 'react'

/** Makes an icon of a drawing in a box of 20 px. */
export const icon = (drawing: ReactNode) =>
  function Icon(): ReactNode {
    return (
      <svg className="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
        {drawing}
      </svg>
    )
  }

/** All icons share a box of 20 px, a stroke of 1.5 and round ends (`.icon` in base.css). */
export const MicrophoneIcon = icon(
  <>
    <rect x="7.25" y="2.5" width="5.5" height="9" rx="2.75" />
    <path d="M4.5 9.5a5.5 5.5 0 0 0 11 0M10 15v2.5" />
  </>,
)
export const MicrophoneOffIcon = icon(
  <>
    <path d="M12.75 8V5.25a2.75 2.75 0 0 0-5.3-1M7.25 7.5v1.25a2.75 2.75 0 0 0 4.2 2.35" />
    <path d="M4.5 9.5a5.5 5.5 0 0 0 8.9 4.3M15.5 9.5a5.5 5.5 0 0 1-.6 2.5M10 15v2.5M3 3l14 14" />
  </>,
)
export const ScreenIcon = icon(
  <>
    <rect x="2.5" y="3.5" width="15" height="10" rx="1.5" />
    <path d="M7 17h6M10 13.5V17" />
  </>,
)
export const WindowIcon = icon(
  <>
    <rect x="2.5" y="3.5" width="15" height="13" rx="1.5" />
    <path d="M2.5 7h15M5 5.25h.01M7 5.25h.01" />
  </>,
)
export const CameraIcon = icon(
  <>
    <rect x="2" y="5" width="11" height="10" rx="2" />
    <path d="m13 9 5-2.75v7.5L13 11" />
  </>,
)
export const ShareIcon = icon(
  <>
    <path d="M10.5 3.5H4A1.5 1.5 0 0 0 2.5 5v7A1.5 1.5 0 0 0 4 13.5h12a1.5 1.5 0 0 0 1.5-1.5V9.5" />
    <path d="M7 17h6M17.5 3l-6 6M13.5 3h4v4" />
  </>,
)
export const StopIcon = icon(<rect x="5" y="5" width="10" height="10" rx="1.5" />)
export const TalkIcon = icon(<path d="M3 9v2M6.5 6.5v7M10 3.5v13M13.5 6.5v7M17 9v2" />)
export const EndIcon = icon(
  <path d="M2.6 12.2c-.5-1.6.2-3 1.6-3.7a12.6 12.6 0 0 1 11.6 0c1.4.7 2.1 2.1 1.6 3.7l-.2.6-3.6-.8-.3-2.3a9 9 0 0 0-6.6 0L6.4 12l-3.6.8z" />,
)
export const SendIcon = icon(<path d="M10 16.5V4M4.5 9 10 3.5 15.5 9" />)
export const SettingsIcon = icon(
  <>
    <path d="M2.5 6h8M14.5 6h3M2.5 14h3M9.5 14h8" />
    <circle cx="12.5" cy="6" r="2" />
    <circle cx="7.5" cy="14" r="2" />
  </>,
)
export const CloseIcon = icon(<path d="m5 5 10 10M15 5 5 15" />)
export const AlertIcon = icon(<path d="M10 3 2.5 16.25h15zM10 8.25v3.5M10 14.1h.01" />)
export const InfoIcon = icon(
  <>
    <circle cx="10" cy="10" r="7.5" />
    <path d="M10 9.25v4.25M10 6.5h.01" />
  </>,
)
export const KeyIcon = icon(
  <>
    <circle cx="6.5" cy="13.5" r="3.5" />
    <path d="m9 11 7.5-7.5M13.5 6.5l2.5 2.5" />
  </>,
)
export const PlayIcon = icon(<path d="M6 3.8v12.4l10-6.2z" />)
export const DownIcon = icon(<path d="M10 3.5V16M4.5 11l5.5 5.5 5.5-5.5" />)
export const CoverIcon = icon(
  <>
    <rect x="2.5" y="3.5" width="15" height="13" rx="1.5" />
    <rect x="6" y="7" width="8" height="4" fill="currentColor" />
  </>,
)
export const EyeOffIcon = icon(
  <path d="M3 3l14 14M8.2 5.2A8.7 8.7 0 0 1 10 5c4.5 0 7 3.5 7.7 5-.3.7-1 1.8-2.1 2.8M13.2 14.2A8 8 0 0 1 10 15c-4.5 0-7-3.5-7.7-5 .4-.9 1.5-2.5 3.3-3.7" />,
)
export const UpdateIcon = icon(<path d="M10 3v9.5M5.75 8.5 10 12.75l4.25-4.25M3.5 16.5h13" />)
