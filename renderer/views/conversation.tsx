import type { ReactNode } from 'react'
import type { AppState } from '@contract/state'
import { CaptureSign } from './capture-sign'
import { Composer } from './composer'
import { Controls } from './controls'
import { Header } from './header'
import { ProblemBanners } from './problem-banners'
import { SeesPanel } from './sees-panel'
import { isOn } from './session-facts'
import { StandingNotices } from './standing-notices'
import { Transcript } from './transcript'

/** The main view: the conversation, what is captured, what is seen, and the controls. */
export function Conversation({ app }: { readonly app: AppState }): ReactNode {
  const live = app.session.kind === 'live'
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
        />
      </div>
      <StandingNotices app={app} />
      <ProblemBanners app={app} />
      <main className="workspace">
        <SeesPanel
          sharing={app.sharing}
          corner={app.settings.pictureCorner}
          on={isOn(app.session)}
        />
        <Transcript live={live} />
        <div className="bottom">
          <Composer live={live} />
          <Controls app={app} />
        </div>
      </main>
    </div>
  )
}
