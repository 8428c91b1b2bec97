import { useEffect, useState, type ReactNode } from 'react'
import type { LibrarySize } from '@contract/library'
import type { Settings, SettingsPatch } from '@contract/settings'
import { sightline } from '../bridge'
import { Button } from '../components/button'
import { formatBytes } from '../components/format'
import { words } from '../i18n/words'
import { SettingsChoice } from './settings-choice'
import { run } from './ui-store'

/** 0: not at all. */
const DAYS = [30, 7, 0] as const
/** In MB. */
const LIMITS = [1_000, 5_000, 20_000] as const

const change = (patch: SettingsPatch): void => void run(sightline.updateSettings(patch))

/** `null` is without end. */
const isLess = (chosen: number | null, before: number | null): boolean =>
  chosen !== null && (before === null || chosen < before)

/** How much there is now; asked once more when what is kept has changed. */
function useSize(asked: unknown): LibrarySize | null {
  const [size, setSize] = useState<LibrarySize | null>(null)
  useEffect(() => {
    let isWanted = true
    void sightline.measureLibrary().then((answer) => {
      if (isWanted && answer.ok) setSize(answer.value)
    })
    return () => {
      isWanted = false
    }
  }, [asked])
  return size
}

/** How long conversations are kept, and how much of them; a choice that deletes some is asked about. */
export function SettingsRetention({ settings }: { readonly settings: Settings }): ReactNode {
  const { keepDays, libraryLimitMb } = settings
  const [asking, setAsking] = useState<SettingsPatch | null>(null)
  const size = useSize(`${keepDays} ${libraryLimitMb}`)
  const choose = (patch: SettingsPatch, isFewer: boolean): void => {
    if (isFewer && size?.conversations !== 0) setAsking(patch)
    else {
      setAsking(null)
      change(patch)
    }
  }
  return (
    <>
      <SettingsChoice
        label={words.kept.days}
        hint={words.kept.daysHint}
        value={asking?.keepDays ?? keepDays}
        choices={DAYS}
        byDefault={words.kept.forEver}
        format={words.kept.daysOf}
        onChange={(days) => choose({ keepDays: days }, isLess(days, keepDays))}
      />
      <SettingsChoice
        label={words.kept.limit}
        hint={words.kept.limitHint}
        value={asking?.libraryLimitMb ?? libraryLimitMb}
        choices={LIMITS}
        byDefault={words.kept.noLimit}
        format={words.kept.limitOf}
        onChange={(mb) => choose({ libraryLimitMb: mb }, isLess(mb, libraryLimitMb))}
      />
      {asking && (
        <div className="field" role="alertdialog" aria-label={words.kept.fewerTitle}>
          <strong>{words.kept.fewerTitle}</strong>
          <p className="hint">{words.kept.fewerBody}</p>
          <div className="dialog-buttons">
            <Button onClick={() => setAsking(null)}>{words.app.cancel}</Button>
            <Button
              tone="danger"
              onClick={() => {
                change(asking)
                setAsking(null)
              }}
            >
              {words.kept.fewerConfirm}
            </Button>
          </div>
        </div>
      )}
      {size && (
        <p className="hint">
          {words.kept.size(words.library.count(size.conversations), formatBytes(size.bytes))}
        </p>
      )}
    </>
  )
}
