import { icon } from '../components/icons'

/** The icons of the library, drawn like all others (`components/icons.tsx`). */
export const LibraryIcon = icon(
  <path d="M4 3.5v13M7.5 3.5v13M10.75 4.2l4.2 12.3M3 16.5h5.5M3 3.5h5.5M10 4.5l2.5-.9M14 16.8l2.5-.9M12.5 3.6l4 12.3" />,
)
export const ConversationIcon = icon(
  <path d="M3.5 5A1.5 1.5 0 0 1 5 3.5h10A1.5 1.5 0 0 1 16.5 5v7a1.5 1.5 0 0 1-1.5 1.5H9L5.5 16.75V13.5H5A1.5 1.5 0 0 1 3.5 12z" />,
)
export const BackIcon = icon(<path d="M16.5 10H4M9 4.5 3.5 10 9 15.5" />)
export const ForwardIcon = icon(<path d="M3.5 10H16M11 4.5l5.5 5.5-5.5 5.5" />)
export const SearchIcon = icon(
  <>
    <circle cx="8.75" cy="8.75" r="5.25" />
    <path d="m12.75 12.75 4 4" />
  </>,
)
export const FilterIcon = icon(<path d="M3 4.5h14l-5.25 6.25v5l-3.5-1.75v-3.25z" />)
export const MoreIcon = icon(<path d="M4.5 10h.01M10 10h.01M15.5 10h.01" strokeWidth="2.5" />)
export const PinIcon = icon(<path d="M7 3h6l-.75 5L15 11H5l2.75-3zM10 11v6" />)
export const EditIcon = icon(<path d="m4 13.5-.5 3 3-.5L16 6.5 13.5 4zM11.5 6l2.5 2.5" />)
export const DeleteIcon = icon(
  <path d="M3.5 5.5h13M8 5V3h4v2M5 5.5l.75 11h8.5l.75-11M8.25 8.5l.25 5M11.75 8.5l-.25 5" />,
)
export const ExportIcon = icon(<path d="M10 12.5V3M6.25 6.5 10 2.75l3.75 3.75M3.5 12v4.5h13V12" />)
export const CopyIcon = icon(
  <>
    <rect x="7" y="7" width="9.5" height="9.5" rx="1.5" />
    <path d="M4.75 13H3.5V5A1.5 1.5 0 0 1 5 3.5h8v1.25" />
  </>,
)
export const ContinueIcon = icon(
  <path d="M4 4v6.5A3.5 3.5 0 0 0 7.5 14H16M11.5 9.5 16 14l-4.5 4.5" />,
)
export const PlayIcon = icon(<path d="M6 3.75v12.5L16 10z" />)
export const PauseIcon = icon(<path d="M6.5 4v12M13.5 4v12" strokeWidth="2.5" />)
export const NextMarkIcon = icon(<path d="M3.5 4.5v11l8-5.5zM15.5 4v12" />)
export const PreviousMarkIcon = icon(<path d="M16.5 4.5v11l-8-5.5zM4.5 4v12" />)
export const FlagIcon = icon(<path d="M5 17V3.5h9.5L12 7l2.5 3.5H5" />)
