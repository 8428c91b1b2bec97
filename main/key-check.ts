import { appError, ok, type Result } from '@contract/errors'
import { DEFAULT_VOICE_DETECTION } from '@contract/settings'
import type { Connect } from './live/live-client'
import { ConnectError, describeFailure } from './live/live-errors'

export interface KeyToCheck {
  readonly key: string
  readonly baseUrl: string
  readonly model: string
}

/** Opens a Live session with the key, up to `setupComplete`, and closes it. */
export async function checkKey(
  connect: Connect,
  { key, baseUrl, model }: KeyToCheck,
): Promise<Result<null>> {
  try {
    const connection = await connect(
      {
        credentials: { kind: 'api-key', apiKey: key, baseUrl },
        wishes: {
          model,
          talkMode: 'hands-free',
          voiceDetection: DEFAULT_VOICE_DETECTION,
          detail: 'standard',
          resumptionHandle: null,
        },
      },
      { onEvent: () => undefined, onDropped: () => undefined, onEnd: () => undefined },
    )
    await connection.close()
    return ok(null)
  } catch (error) {
    const reason =
      error instanceof ConnectError ? describeFailure(error.failure) : appError('internal')
    return { ok: false, error: reason }
  }
}
