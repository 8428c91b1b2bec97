import { appError, ok, type Result } from '@contract/errors'
import { DEFAULT_VOICE_DETECTION } from '@contract/settings'
import type { Credentials } from './live/credentials/credentials'
import type { Connect } from './live/live-client'
import { ConnectError, describeFailure } from './live/live-errors'

/** Opens a Live session with the credentials, up to `setupComplete`, and closes it. */
export async function checkAccess(
  connect: Connect,
  credentials: Credentials,
  model: string,
): Promise<Result<null>> {
  try {
    const connection = await connect(
      {
        credentials,
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
