import { BrowserWindow, type WebContents } from 'electron'
import type { AccessQuestion } from '@main/access-question'
import { showBox } from './box'
import { plainName } from './plain-name'

/** Longer names are cut in the box, in characters. */

interface Words {
  readonly message: string
  readonly detail: string
  readonly yes: string
}

/** What the box says of a question. Pure. */
export function questionWords(question: AccessQuestion): Words {
  switch (question.kind) {
    case 'token-service':
      return {
        message: 'Connect with this token service?',
        detail: `${plainName(question.origin)}\n\nSightline has not been in contact with this server. It would get the secret that was entered and the name of the model, and learn each time that you talk. Go on only if your organisation gave you exactly this address.`,
        yes: 'Connect',
      }
    case 'token-secret':
      return {
        message: 'Use another secret for the token service?',
        detail: `${plainName(question.origin)}\n\n${inPlaceOf('A secret', question.ending)}`,
        yes: 'Use it',
      }
    case 'api-key':
      return {
        message: 'Use another API key?',
        detail: inPlaceOf('A key', question.ending),
        yes: 'Use it',
      }
    case 'vertex-key':
      return {
        message: 'Use another key of Vertex AI?',
        detail: inPlaceOf('A key', question.ending),
        yes: 'Use it',
      }
    case 'vertex-account': {
      const { project, location, file } = question
      return {
        message: 'Talk through this project of Google Cloud?',
        detail: `Project: ${plainName(project)}\nLocation: ${plainName(location)}\nCredentials: ${file === null ? 'as gcloud keeps them' : plainName(file)}\n\nConversations would go through this project from now on. Go on only if you have just entered this yourself.`,
        yes: 'Use it',
      }
    }
  }
}

const inPlaceOf = (what: string, ending: string): string =>
  `${what} that ends in ${plainName(ending)} would take the place of what works now, and conversations would be held by the account that it belongs to. Go on only if you have just entered it yourself.`

/** Asks in a box of the system's, before the window where that is seen. The default is no. */
export async function askAboutAccess(
  question: AccessQuestion,
  contents: readonly WebContents[],
): Promise<boolean> {
  const { yes, ...words } = questionWords(question)
  const box = { type: 'question', defaultId: 0, cancelId: 0 } as const
  const window = contents.map((each) => BrowserWindow.fromWebContents(each)).find(isSeen)
  return (await showBox({ ...box, ...words, buttons: ['Cancel', yes] }, window)) === 1
}

const isSeen = (window: BrowserWindow | null): window is BrowserWindow =>
  window !== null && window.isVisible() && !window.isMinimized()
