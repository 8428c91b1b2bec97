/** The scripted demo: a whole conversation with a recorded voice, told on stdout as it happens. */
import type { WebContents } from 'electron'
import type { Result } from '@contract/errors'
import type { Engine } from '@main/engine'
import type { Lifecycle } from '../lifecycle'
import type { Sharing } from '../sharing'
import type { MainWindow } from '../windows'
import type { DemoMode } from './demo-mode'
import { DemoReport } from './report'
import { saveScreenshot } from './screenshot'
import { Steps } from './steps'
import { StepFailed } from './wait'

export interface DemoScriptParts {
  readonly engine: Engine
  readonly demo: DemoMode
  readonly sharing: Sharing
  readonly window: MainWindow
  readonly lifecycle: Lifecycle
}

/** Plays the demo and ends the app: with 0 when every step came, with 1 otherwise. */
export async function runDemoScript(parts: DemoScriptParts): Promise<void> {
  const report = new DemoReport(parts.engine)
  try {
    await play(parts, report)
    report.say('The demo is over: every step came.')
    parts.lifecycle.quit(0)
  } catch (error) {
    report.say(`The demo failed: ${error instanceof Error ? error.message : String(error)}`)
    parts.lifecycle.quit(1)
  }
}

async function play(parts: DemoScriptParts, report: DemoReport): Promise<void> {
  const { engine, demo, sharing, window } = parts
  const steps = new Steps(engine)
  const [page] = window.contents
  if (!page) throw new StepFailed('There is no window')
  succeed('starting the demo server', await demo.enter())
  await steps.page(page)
  report.say('The window is there. A recorded voice is the microphone.')
  succeed('starting the conversation', engine.startConversation())
  await steps.live()
  report.say('Live.')

  await shareFirstScreen(sharing, page)
  await steps.firstFrame()
  report.say(`Sharing "${await steps.sharedName()}"; the first picture was sent.`)
  await steps.speaking('the first answer')
  report.say('The assistant answers.')
  await steps.interrupted()
  report.say('Interrupted by the recorded voice, and silent.')
  await steps.speaking('the second answer')
  report.say('The assistant answers again.')
  await steps.finished()

  report.say(`Screenshot of the window: ${await saveScreenshot(page)}`)
  succeed('ending the conversation', await engine.endConversation())
  report.finish()
}

/** The way that the user's choice takes; running a script so counts as the click. */
async function shareFirstScreen(sharing: Sharing, page: WebContents): Promise<void> {
  const [screen] = await sharing.listCandidates()
  if (screen?.kind !== 'screen') throw new StepFailed('There is no screen to share')
  await page.executeJavaScript('undefined', true)
  const { kind, id, name } = screen
  succeed('sharing the screen', await sharing.start({ kind, id, name }))
}

function succeed(step: string, result: Result<null>): void {
  if (result.ok) return
  const { reason, detail } = result.error
  throw new StepFailed(`${step} failed: ${reason}${detail === undefined ? '' : ` (${detail})`}`)
}
