import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { Button } from './button'

export interface MenuItem {
  readonly label: string
  readonly tone?: 'plain' | 'danger'
  readonly onChoose: () => void
}

interface MenuButtonProps {
  readonly label: string
  readonly icon: ReactNode
  readonly items: readonly MenuItem[]
  readonly tone?: 'plain' | 'quiet'
  readonly disabled?: boolean
}

/** The item that a key leads to among so many, or `null` for other keys. */
function itemAfterKey(key: string, current: number, count: number): number | null {
  if (key === 'ArrowDown') return (current + 1) % count
  if (key === 'ArrowUp') return (current + count - 1) % count
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  return null
}

/** A button that opens a menu below itself; https://www.w3.org/WAI/ARIA/apg/patterns/menu-button/ */
export function MenuButton({
  label,
  icon,
  items,
  tone = 'plain',
  disabled = false,
}: MenuButtonProps): ReactNode {
  const [isOpen, setOpen] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  const menuId = useId()

  const optionsOf = (): HTMLButtonElement[] => [
    ...(root.current?.querySelectorAll<HTMLButtonElement>('[role="menuitem"]') ?? []),
  ]
  const close = (): void => {
    setOpen(false)
    root.current?.querySelector('button')?.focus()
  }
  useEffect(() => {
    if (isOpen) root.current?.querySelector<HTMLButtonElement>('[role="menuitem"]')?.focus()
  }, [isOpen])

  const onKeyDown = (event: KeyboardEvent): void => {
    if (!isOpen) {
      if (event.key !== 'ArrowDown') return
      event.preventDefault()
      event.stopPropagation()
      setOpen(true)
      return
    }
    event.stopPropagation()
    if (event.key === 'Escape') {
      event.preventDefault()
      close()
      return
    }
    const options = optionsOf()
    const current = options.findIndex((option) => option === document.activeElement)
    const next = itemAfterKey(event.key, current, options.length)
    if (next === null) return
    event.preventDefault()
    options[next]?.focus()
  }

  return (
    <div
      ref={root}
      className="menu-button"
      onKeyDown={onKeyDown}
      onBlur={({ relatedTarget }) => {
        if (!root.current?.contains(relatedTarget)) setOpen(false)
      }}
    >
      <Button
        tone={tone}
        icon={icon}
        title={label}
        disabled={disabled}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={isOpen ? menuId : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        {label}
      </Button>
      {isOpen && (
        <div id={menuId} role="menu" aria-label={label} className="menu">
          {items.map((item) => (
            <button
              key={item.label}
              type="button"
              role="menuitem"
              tabIndex={-1}
              className={`menu-item menu-item-${item.tone ?? 'plain'}`}
              onClick={() => {
                close()
                item.onChoose()
              }}
            >
              {item.label}
            </button>
          ))}
        </div>
      )}
    </div>
  )
}
