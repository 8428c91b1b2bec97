import { useId, useState, type ReactNode } from 'react'
import type { ShareChoice } from '@contract/session'
import { sightline } from '../bridge'
import { Button } from '../components/button'
import { words } from '../i18n/words'
import type { ShareOption } from './share-order'
import { useUi } from './ui-store'

interface RegionOfferProps {
  readonly options: readonly ShareOption[]
  readonly selected: ShareOption | null
  readonly onChosen: (choice: ShareChoice) => void
}

/** The screen that is meant: the selected one, or the only one there is. */
function screenMeant(
  options: readonly ShareOption[],
  selected: ShareOption | null,
): ShareOption | null {
  if (selected?.kind === 'screen') return selected
  const [only, ...others] = options.filter(({ kind }) => kind === 'screen')
  return others.length === 0 ? (only ?? null) : null
}

/** Offers to share a part of a screen, which the user then draws on that screen itself. */
export function RegionOffer(props: RegionOfferProps): ReactNode {
  const { options, selected, onChosen } = props
  const [isChoosing, setChoosing] = useState(false)
  const hintId = useId()
  const meant = screenMeant(options, selected)
  if (!options.some(({ kind }) => kind === 'screen')) return null

  const choose = async ({ id, name }: ShareOption): Promise<void> => {
    setChoosing(true)
    const chosen = await sightline.selectRegion({ screenId: id })
    setChoosing(false)
    useUi.setState({ problem: chosen.ok ? null : chosen.error })
    if (chosen.ok && chosen.value) onChosen({ kind: 'region', id, name, region: chosen.value })
  }

  return (
    <>
      <Button
        disabled={meant === null || isChoosing}
        title={meant ? undefined : words.region.offerScreen}
        aria-describedby={meant ? undefined : hintId}
        onClick={() => meant && void choose(meant)}
      >
        {words.region.offer}
      </Button>
      {!meant && (
        <span id={hintId} className="visually-hidden">
          {words.region.offerScreen}
        </span>
      )}
    </>
  )
}
