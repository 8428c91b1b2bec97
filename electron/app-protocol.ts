import { protocol, type Session } from 'electron'
import { answerRequest, type ServedFiles } from './app-files'
import { APP_SCHEME } from './origin'

/** Before the app is ready: `app://` behaves like `https://`, and no other page may read it. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

/** Serves the window's files to one session. */
export function serveAppFiles(session: Session, files: ServedFiles): void {
  session.protocol.handle(APP_SCHEME, ({ method, url }) => answerRequest(files, method, url))
}
