import { useEffect, useId, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { ShareKindIcon } from '../components/share-icon'
import { words } from '../i18n/words'
import { optionAfterKey } from './share-keys'
import { optionKey, SHARE_KINDS, type ShareOption } from './share-order'
import { sourceName } from './source-name'

interface ShareListboxProps {
  readonly options: readonly ShareOption[]
  readonly selected: ShareOption | null
  readonly onSelect: (option: ShareOption) => void
  readonly onStart: (option: ShareOption) => void
}

function Preview({ option }: { readonly option: ShareOption }): ReactNode {
  return (
    <span className="preview" aria-hidden="true">
      {option.thumbnail === '' ? (
        <span className="preview-none">
          <ShareKindIcon kind={option.kind} />
        </span>
      ) : (
        <img src={option.thumbnail} alt="" draggable={false} />
      )}
    </span>
  )
}

/** Screens, windows and cameras to choose from, with the keys of a listbox. */
export function ShareListbox({
  options,
  selected,
  onSelect,
  onStart,
}: ShareListboxProps): ReactNode {
  const list = useRef<HTMLDivElement>(null)
  const baseId = useId()
  const idOf = (option: ShareOption): string => `${baseId} ${optionKey(option)}`.replace(/\s/g, '-')
  const selectedId = selected ? idOf(selected) : undefined

  useEffect(() => {
    list.current?.focus()
  }, [])
  useEffect(() => {
    if (selectedId) document.getElementById(selectedId)?.scrollIntoView({ block: 'nearest' })
  }, [selectedId])

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && selected) {
      event.preventDefault()
      onStart(selected)
      return
    }
    const places = options.map((option) => {
      const element = document.getElementById(idOf(option))
      return { left: element?.offsetLeft ?? 0, top: element?.offsetTop ?? 0 }
    })
    const current = options.findIndex((option) => option === selected)
    const next = optionAfterKey(event.key, current, places)
    const option = next === null ? undefined : options[next]
    if (!option) return
    event.preventDefault()
    onSelect(option)
  }

  return (
    <div
      ref={list}
      role="listbox"
      tabIndex={0}
      className="share-list"
      aria-label={words.share.choices}
      aria-activedescendant={selectedId}
      onKeyDown={onKeyDown}
    >
      {SHARE_KINDS.map((kind) => {
        const group = options.filter((option) => option.kind === kind)
        if (group.length === 0) return null
        return (
          <div key={kind} role="group" className="share-group" aria-label={words.share.group[kind]}>
            <h3 aria-hidden="true">{words.share.group[kind]}</h3>
            <div className="share-grid" role="presentation">
              {group.map((option) => (
                <div
                  key={optionKey(option)}
                  id={idOf(option)}
                  role="option"
                  className="share-option"
                  aria-selected={option === selected}
                  aria-label={sourceName(option)}
                  title={option.name}
                  onClick={() => onSelect(option)}
                  onDoubleClick={() => onStart(option)}
                >
                  <Preview option={option} />
                  <span className="share-name" dir="auto">
                    {option.name || words.share.unnamed}
                  </span>
                </div>
              ))}
            </div>
          </div>
        )
      })}
    </div>
  )
}
