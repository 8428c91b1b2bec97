import './trusted-types'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App'
import { sightline } from './bridge'
import { startCapture } from './capture'
import { startHeartbeat } from './heartbeat'
import { LibraryContext } from './library/library-context'
import { followMain, useMirror } from './state/app-store'
import { hintNetwork } from './state/network-hint'
import { useUi } from './views/ui-store'
import './styles/tokens.css'
import './styles/base.css'
import './styles/controls.css'
import './styles/forms.css'
import './styles/sound.css'
import './styles/conversation.css'
import './styles/header.css'
import './styles/capture.css'
import './styles/notices.css'
import './styles/updates.css'
import './styles/composer.css'
import './styles/transcript.css'
import './styles/dialogs.css'
import './styles/settings.css'
import './styles/share.css'
import './styles/covers.css'
import './styles/welcome.css'
import './styles/library.css'
import './styles/library-list.css'
import './styles/library-review.css'
import './styles/library-timeline.css'
import './styles/library-player.css'

startCapture()
startHeartbeat()
hintNetwork()
void followMain().then(() => {
  if (useMirror.getState().app === null) useUi.setState({ unreachable: true })
})

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <LibraryContext value={sightline}>
        <App />
      </LibraryContext>
    </StrictMode>,
  )
}
