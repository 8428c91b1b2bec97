import type { ReactNode } from 'react'
import { Button } from '../components/button'
import { Dialog } from '../components/dialog'
import { words } from '../i18n/words'

interface EraseDialogProps {
  readonly onErase: () => void
  readonly onClose: () => void
}

/** Asks once more before everything is deleted. */
export function EraseDialog({ onErase, onClose }: EraseDialogProps): ReactNode {
  return (
    <Dialog
      title={words.libraryErase.title}
      onClose={onClose}
      footer={
        <div className="dialog-buttons">
          <Button onClick={onClose}>{words.app.cancel}</Button>
          <Button tone="danger" onClick={onErase}>
            {words.libraryErase.confirm}
          </Button>
        </div>
      }
    >
      <p className="library-erase">{words.libraryErase.body}</p>
    </Dialog>
  )
}
