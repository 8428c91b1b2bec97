import { useEffect, useId, useRef, useState, type ReactNode } from 'react'
import type { SentFrame } from '@contract/session'
import { sightline } from '../bridge'
import { Button } from '../components/button'
import { Dialog } from '../components/dialog'
import { words } from '../i18n/words'
import {
  coverListOf,
  MAX_COVERS,
  placeForCover,
  reduceCovers,
  type CoverAction,
  type CoverList,
} from './cover-list'
import { CoverStage } from './cover-stage'
import { RequestProblem } from './request-problem'
import type { SharingOn } from './session-facts'
import { sharedName } from './source-name'
import { closeDialog, run } from './ui-store'

/** The covers as they are changed here; main hears of each change at once. */
function useCovers({ shareId, covers: known }: SharingOn): [CoverList, (a: CoverAction) => void] {
  const [list, setList] = useState(() => coverListOf(known))
  const act = (action: CoverAction): void => {
    const next = reduceCovers(list, action)
    setList(next)
    if (next.covers === list.covers) return
    const covers = next.covers.map(({ box }) => box)
    void run(sightline.setCovers({ shareId, covers }))
  }
  return [list, act]
}

/** What is said of the covers: the one that was changed, or why there can be no other. */
function statusOf({ covers, selected }: CoverList): string {
  const at = covers.findIndex(({ id }) => id === selected)
  const cover = covers[at]
  if (cover) return words.covers.name(at + 1, covers.length, cover.box)
  return covers.length === 0 ? words.covers.none : words.covers.some(covers.length)
}

interface CoversDialogProps {
  readonly sharing: SharingOn
  readonly frame: SentFrame
}

/** Covers parts of what is shared, by pointer or by keys alone. */
export function CoversDialog({ sharing, frame }: CoversDialogProps): ReactNode {
  const [list, act] = useCovers(sharing)
  const hintId = useId()
  const buttons = useRef<HTMLDivElement>(null)
  const { covers, selected } = list
  const isFull = covers.length >= MAX_COVERS
  const isEmpty = covers.length === 0

  // What had the focus is gone with the last cover.
  useEffect(() => {
    if (isEmpty) buttons.current?.querySelector('button')?.focus()
  }, [isEmpty])

  const add = (): void => {
    const box = placeForCover(covers)
    if (box) act({ type: 'add', box })
  }

  return (
    <Dialog
      title={words.covers.title}
      onClose={closeDialog}
      footer={
        <>
          <div className="cover-buttons" ref={buttons}>
            <Button disabled={isFull} onClick={add}>
              {words.covers.add}
            </Button>
            <Button
              disabled={selected === null}
              onClick={() => selected !== null && act({ type: 'remove', id: selected })}
            >
              {words.covers.remove}
            </Button>
            <Button disabled={isEmpty} onClick={() => act({ type: 'clear' })}>
              {words.covers.clear}
            </Button>
          </div>
          <Button tone="primary" onClick={closeDialog}>
            {words.covers.done}
          </Button>
        </>
      }
    >
      <RequestProblem />
      <p className="covers-intro">
        {words.covers.intro} {words.covers.stay}
      </p>
      <CoverStage
        frame={frame}
        source={sharedName(sharing.source)}
        list={list}
        act={act}
        hintId={hintId}
      />
      <p className="covers-status" role="status">
        {statusOf(list)} {isFull && <strong>{words.covers.most(MAX_COVERS)}</strong>}
      </p>
      <p id={hintId} className="hint">
        {words.covers.keys}
      </p>
    </Dialog>
  )
}
