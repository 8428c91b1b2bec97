import { protocol, type Session } from 'electron'
import { answerRequest, type ServedFiles } from './app-files'
import { APP_SCHEME } from './origin'
import { answerRecording, recordingKey, type Recordings } from './recording-files'

/** Before the app is ready: `app://` behaves like `https://`, and no other page may read it. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: APP_SCHEME,
      // `stream`: a media element takes what it plays piece by piece.
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true },
    },
  ])
}

/** Serves the window's files to one session; recordings to the one that plays them alone. */
export function serveAppFiles(
  session: Session,
  files: ServedFiles,
  recordings: Recordings | null = null,
): void {
  session.protocol.handle(APP_SCHEME, (request) =>
    recordings !== null && recordingKey(request.url) !== null
      ? answerRecording(recordings, request)
      : answerRequest(files, request.method, request.url),
  )
}
