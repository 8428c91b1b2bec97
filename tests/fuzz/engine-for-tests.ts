/** The engine with nothing of the system around it. */
import { NO_DIALOGS } from '@main/library-dialogs'
import { NO_PROXY } from '@main/live/network/network'
import { MODEL_CHOICES } from '@main/live/models'
import { silentLog } from '@main/log'
import { createEngine } from '@main/create-engine'
import type { Engine } from '@main/engine'
import type { SecretStore } from '@main/settings/secret-store'
import { startInProcess } from '@main/transcript/library/in-process'
import { directCodec, type FrameCodec } from '@main/vision/frame-codec'

const noSecrets: SecretStore = {
  strength: 'weak',
  read: () => ({ kind: 'none' }),
  write: () => false,
  delete: () => undefined,
}

/** `baseUrl`: nobody needs to be there. */
export const engineAt = (
  userDataFolder: string,
  baseUrl = 'http://127.0.0.1:9',
  codec: FrameCodec = directCodec,
): Promise<Engine> =>
  createEngine({
    run: {
      version: '0.0.0',
      platform: 'linux',
      displayServer: 'x11',
      testRuntime: null,
      sandboxOff: false,
      keyStorage: 'weak',
      models: MODEL_CHOICES,
    },
    userDataFolder,
    secrets: noSecrets,
    askAboutAccess: () => Promise.resolve(true),
    accessSecrets: { 'token-endpoint': noSecrets, 'vertex-key': noSecrets },
    environment: { apiKey: 'test-key', baseUrl, credentialsFile: '' },
    log: silentLog,
    network: NO_PROXY,
    startLibrary: startInProcess,
    libraryDialogs: NO_DIALOGS,
    codec,
  })
