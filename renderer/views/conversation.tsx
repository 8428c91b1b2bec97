import { useContext, useEffect, type ReactNode } from 'react'
import type { AppState } from '@contract/state'
import { Library } from '../library/library'
import { LibraryContext } from '../library/library-context'
import { CaptureSign } from './capture-sign'
import { Composer } from './composer'
import { Controls } from './controls'
import { Header } from './header'
import { MarkStatus } from './mark-status'
import { ProblemBanners } from './problem-banners'
import { SeesPanel } from './sees-panel'
import { isOn } from './session-facts'
import { StandingNotices } from './standing-notices'
import { Transcript } from './transcript'
import { UpdateBar } from './update-bar'
import { closeLibrary, openLibrary, useUi } from './ui-store'

function Workspace({ app }: { readonly app: AppState }): ReactNode {
  const live = app.session.kind === 'live'
  return (
    <main className="workspace">
      <SeesPanel sharing={app.sharing} corner={app.settings.pictureCorner} on={isOn(app.session)} />
      <Transcript live={live} />
      <div className="bottom">
        <Composer live={live} />
        <Controls app={app} />
      </div>
    </main>
  )
}

/** The main view: the conversation, what is captured, what is seen, and the controls; or the library in its place. */
export function Conversation({ app }: { readonly app: AppState }): ReactNode {
  const isInLibrary = useUi(({ place }) => place === 'library')
  const { opening } = app
  useEffect(() => {
    if (opening !== null) openLibrary()
  }, [opening])
  const showsLibrary = useContext(LibraryContext) !== null && isInLibrary
  return (
    <div className="conversation">
      <div className="top">
        <Header app={app} />
        <CaptureSign
          microphone={app.microphone}
          echoTest={app.echoTest}
          talk={app.talk}
          talkMode={app.settings.talkMode}
          sharing={app.sharing}
          recording={app.recording}
          session={app.session}
        />
      </div>
      <StandingNotices app={app} />
      <ProblemBanners app={app} />
      <UpdateBar updates={app.updates} session={app.session} />
      {showsLibrary ? (
        <>
          <Library isOn={isOn(app.session)} opening={app.opening} onClose={closeLibrary} />
          {isOn(app.session) && (
            <div className="bottom">
              <MarkStatus happenings={app.happenings} />
              <Controls app={app} />
            </div>
          )}
        </>
      ) : (
        <Workspace app={app} />
      )}
    </div>
  )
}
