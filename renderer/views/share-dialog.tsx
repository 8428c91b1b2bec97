import { useState, type ReactNode } from 'react'
import type { AppError } from '@contract/errors'
import type { ShareChoice, SharingState } from '@contract/session'
import type { AppState } from '@contract/state'
import { sightline } from '../bridge'
import { Banner } from '../components/banner'
import { Button } from '../components/button'
import { Dialog } from '../components/dialog'
import { errorWords } from '../i18n/error-words'
import { words } from '../i18n/words'
import { CornerCameraChoice } from './corner-camera-choice'
import { DetailChoice } from './detail-choice'
import { ShareListbox } from './share-listbox'
import { optionKey, type ShareOption } from './share-order'
import { RegionOffer } from './share-region'
import { RequestProblem } from './request-problem'
import { closeDialog, run } from './ui-store'
import { useShareOptions } from './use-share-options'

type Platform = AppState['run']['platform']

interface ShareTroubleProps {
  readonly error: AppError
  readonly platform: Platform
  readonly onRetry: () => void
}

function ShareTrouble({ error, platform, onRetry }: ShareTroubleProps): ReactNode {
  const { title, body } = errorWords[error.reason]
  const denied = error.reason === 'screen-denied'
  return (
    <Banner
      title={title}
      body={denied ? `${body} ${words.permissionPlace.screen[platform]}` : body}
      detail={error.detail}
      actions={
        <div className="next-steps">
          {denied && platform !== 'linux' && (
            <Button
              onClick={() => void run(sightline.openPermissionSettings({ permission: 'screen' }))}
            >
              {words.next.openSystemSettings}
            </Button>
          )}
          <Button onClick={onRetry}>{words.app.tryAgain}</Button>
          {denied && platform === 'darwin' && (
            <Button onClick={() => void run(sightline.restartApp())}>{words.app.restart}</Button>
          )}
        </div>
      }
    />
  )
}

/** A camera is shown together with anything but a camera. */
function withCamera(choice: ShareChoice, camera: ShareOption | null): ShareChoice {
  if (!camera || choice.kind === 'camera') return choice
  return { ...choice, camera: { id: camera.id, name: camera.name } }
}

/** The camera that is in the corner now stays when something else is chosen. */
const cameraInCorner = (sharing: SharingState): string | null =>
  sharing.kind === 'off' ? null : (sharing.source.camera?.id ?? null)

/** What the user would lose by switching. */
function CoversEnd({ sharing }: { readonly sharing: SharingState }): ReactNode {
  if (sharing.kind !== 'on' || sharing.covers.length === 0) return null
  return <p className="share-covers">{words.covers.endWithShare(sharing.covers.length)}</p>
}

/** Chooses what the assistant may see. */
export function ShareDialog({ app }: { readonly app: AppState }): ReactNode {
  const { options, error, lookAgain } = useShareOptions(app.run.displayServer)
  const isWayland = app.run.displayServer === 'wayland'
  const [selectedKey, setSelectedKey] = useState<string | null>(null)
  const [cameraId, setCameraId] = useState(cameraInCorner(app.sharing))
  const cameras = options?.filter(({ kind }) => kind === 'camera') ?? []
  const camera = cameras.find(({ id }) => id === cameraId) ?? null
  const only = options?.length === 1 && options[0]?.kind !== 'camera' ? options[0] : undefined
  const selected = options?.find((option) => optionKey(option) === selectedKey) ?? only ?? null

  // Asks within the click itself: opening the screen later needs the activation that it gives.
  const start = ({ kind, id, name, region }: ShareChoice): void => {
    const choice = { kind, id, name, ...(region && { region }) }
    void run(sightline.startSharing(withCamera(choice, camera)))
    closeDialog()
  }

  return (
    <Dialog
      title={words.share.title}
      onClose={closeDialog}
      footer={
        <>
          <CoversEnd sharing={app.sharing} />
          {cameras.length > 0 && selected?.kind !== 'camera' && (
            <CornerCameraChoice
              cameras={cameras}
              chosen={camera}
              corner={app.settings.pictureCorner}
              onChoose={setCameraId}
            />
          )}
          <DetailChoice detail={app.settings.detail} />
          <div className="dialog-buttons">
            {options && !isWayland && (
              <RegionOffer options={options} selected={selected} onChosen={start} />
            )}
            <Button onClick={closeDialog}>{words.app.cancel}</Button>
            <Button
              tone="primary"
              disabled={selected === null}
              onClick={() => selected && start(selected)}
            >
              {app.sharing.kind === 'off' ? words.share.start : words.sharing.switchTo}
            </Button>
          </div>
        </>
      }
    >
      <RequestProblem />
      <p className="share-intro">{words.share.intro}</p>
      {error && <ShareTrouble error={error} platform={app.run.platform} onRetry={lookAgain} />}
      {options === null && <p className="share-looking">{words.share.looking}</p>}
      {options?.length === 0 && !error && (
        <div className="share-empty">
          <h3>{words.share.empty}</h3>
          <p>{words.share.emptyHint}</p>
          <Button onClick={lookAgain}>{words.app.tryAgain}</Button>
        </div>
      )}
      {options && options.length > 0 && (
        <ShareListbox
          options={options}
          selected={selected}
          onSelect={(option) => setSelectedKey(optionKey(option))}
          onStart={start}
        />
      )}
      {isWayland && <p className="hint">{words.region.offerWayland}</p>}
    </Dialog>
  )
}
