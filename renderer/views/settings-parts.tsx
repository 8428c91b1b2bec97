import { useEffect, useRef, useState, type ReactNode } from 'react'
import { words } from '../i18n/words'
import { headingOf, SETTINGS_GROUPS, type SettingsGroupName } from './settings-group'

/** Goes to a part; Tab goes on from there. */
function goTo(group: SettingsGroupName): void {
  const heading = headingOf(group)
  heading?.scrollIntoView({ block: 'start' })
  heading?.focus({ preventScroll: true })
}

/** A part whose heading is not further below the upper edge is the one that is read, px. */
const READ_PX = 64

/** The last part that has come to the upper edge; at the end of the page, the last of all. */
function partInSight(scroller: Element): SettingsGroupName {
  const { top } = scroller.getBoundingClientRect()
  const atEnd = scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 1
  const begun = SETTINGS_GROUPS.filter(
    (group) => (headingOf(group)?.getBoundingClientRect().top ?? Infinity) < top + READ_PX,
  )
  const candidates = atEnd && scroller.scrollTop > 0 ? SETTINGS_GROUPS : begun
  return candidates.at(-1) ?? SETTINGS_GROUPS[0]
}

/** The list of the parts, which leads to each and marks the one in sight. */
export function SettingsParts(): ReactNode {
  const nav = useRef<HTMLElement>(null)
  const [current, setCurrent] = useState<SettingsGroupName>(SETTINGS_GROUPS[0])
  useEffect(() => {
    const scroller = nav.current?.closest('.dialog-body')
    if (!scroller) return
    const follow = (): void => setCurrent(partInSight(scroller))
    scroller.addEventListener('scroll', follow, { passive: true })
    return () => scroller.removeEventListener('scroll', follow)
  }, [])
  return (
    <nav ref={nav} className="settings-parts" aria-label={words.settings.parts}>
      <ul>
        {SETTINGS_GROUPS.map((group) => (
          <li key={group}>
            <button type="button" aria-current={group === current} onClick={() => goTo(group)}>
              {words.settings.groups[group]}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  )
}
