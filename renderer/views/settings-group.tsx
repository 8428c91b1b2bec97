import type { ReactNode } from 'react'
import { words } from '../i18n/words'

/** The parts of the settings, in their order on the page. */
export const SETTINGS_GROUPS = [
  'talking',
  'sound',
  'pictures',
  'shortcut',
  'kept',
  'gemini',
  'appearance',
  'updates',
  'diagnostics',
] as const
export type SettingsGroupName = (typeof SETTINGS_GROUPS)[number]

const headingId = (group: SettingsGroupName): string => `settings-${group}`

/** The heading of a part, once it is on the page. */
export const headingOf = (group: SettingsGroupName): HTMLElement | null =>
  document.getElementById(headingId(group))

interface SettingsGroupProps {
  readonly group: SettingsGroupName
  readonly children: ReactNode
}

/** A part of the settings under its heading, to which the list of parts leads. */
export function SettingsGroup({ group, children }: SettingsGroupProps): ReactNode {
  return (
    <section className="settings-group" aria-labelledby={headingId(group)}>
      <h3 id={headingId(group)} tabIndex={-1}>
        {words.settings.groups[group]}
      </h3>
      {children}
    </section>
  )
}
