import { fail, type Result } from '@contract/errors'
import type { ShareCandidate, ShareChoice } from '@contract/session'
import type { StateCell } from '@main/state-cell'
import type { AppState } from '@contract/state'
import type { CaptureIntent } from './capture-intent'
import { isScreenDenied } from './permissions'
import { ONLY_SCREEN, type ShareCandidates } from './share-candidates'
import type { WindowExclusion } from './window-exclusion'

/** The part of the engine that sharing needs. */
interface SharingEngine {
  readonly state: StateCell<AppState>
  readonly sharing: { start(choice: ShareChoice): Result<null> }
}

/** A camera may be opened as long as it is shared, or part of what is. */
export function isCameraChosen({ sharing }: AppState): boolean {
  if (sharing.kind === 'off') return false
  const next = sharing.kind === 'on' ? sharing.next?.source : undefined
  return usesCamera(sharing.source) || (next !== undefined && usesCamera(next))
}

/** Whether the app's own windows would be seen. */
export function isScreenShown({ sharing }: AppState): boolean {
  const next = sharing.kind === 'on' ? sharing.next?.source : undefined
  const sources = sharing.kind === 'off' ? [] : [sharing.source, next]
  return sources.some((source) => source?.kind === 'screen' || source?.kind === 'region')
}

const usesCamera = ({ kind, camera }: ShareChoice): boolean =>
  kind === 'camera' || camera !== undefined

const nameOfPart = (screenName: string): string =>
  `Part of ${screenName === ONLY_SCREEN ? 'the screen' : screenName}`

/** Turns the user's choice into the leave to capture exactly that, once. */
export class Sharing {
  constructor(
    private readonly engine: SharingEngine,
    private readonly intent: CaptureIntent,
    private readonly candidates: ShareCandidates,
    private readonly exclusion: Pick<WindowExclusion, 'check'>,
  ) {
    engine.state.subscribe(({ sharing }) => {
      if (sharing?.kind === 'off') intent.disarm()
    })
  }

  listCandidates(): Promise<readonly ShareCandidate[]> {
    return this.candidates.list()
  }

  /** The window opens the capture after this; whatever else it asks for then is refused. */
  async start(choice: ShareChoice): Promise<Result<null>> {
    if (choice.kind === 'camera') return this.engine.sharing.start(choice)
    if (isScreenDenied()) return fail('screen-denied')
    const isRegion = choice.kind === 'region'
    if (isRegion !== (choice.region !== undefined)) return fail('request-invalid', 'region')
    const source = this.candidates.find(choice.id)
    const kind = isRegion ? 'screen' : choice.kind
    if (!source?.id.startsWith(`${kind}:`)) return fail('share-source-gone')
    await this.exclusion.check(choice)
    const name = isRegion ? nameOfPart(source.name) : source.name
    const result = this.engine.sharing.start({ ...choice, name })
    if (result.ok) this.intent.arm(source)
    return result
  }
}
