import { useId, useLayoutEffect, useRef, type MouseEvent, type ReactNode } from 'react'
import { words } from '../i18n/words'
import { CloseIcon } from './icons'

interface DialogProps {
  readonly title: string
  readonly onClose: () => void
  readonly footer?: ReactNode
  readonly children: ReactNode
}

/** A modal dialog: traps the focus, closes on Escape, gives the focus back. */
export function Dialog({ title, onClose, footer, children }: DialogProps): ReactNode {
  const element = useRef<HTMLDialogElement>(null)
  const titleId = useId()

  useLayoutEffect(() => {
    const dialog = element.current
    const before = document.activeElement
    dialog?.showModal()
    return () => {
      dialog?.close()
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])

  const closeOnBackdrop = (event: MouseEvent): void => {
    if (event.target === element.current) onClose()
  }

  return (
    <dialog
      ref={element}
      className="dialog"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClose={() => {
        // Chromium lets a second Escape through; a dialog that is shown again is not closed.
        if (element.current?.open === false) onClose()
      }}
      onMouseDown={closeOnBackdrop}
    >
      <div className="dialog-frame">
        <header className="dialog-header">
          <h2 id={titleId}>{title}</h2>
          <button type="button" className="dismiss" onClick={onClose}>
            <CloseIcon />
            <span className="visually-hidden">{words.app.close}</span>
          </button>
        </header>
        <div className="dialog-body">{children}</div>
        {footer !== undefined && <footer className="dialog-footer">{footer}</footer>}
      </div>
    </dialog>
  )
}
