import { showBox } from './box'

/** Asks in a box of the system, since the window does not answer. Nothing waits for it. */
export async function askAboutHungPage(signal: AbortSignal): Promise<'wait' | 'reopen'> {
  const response = await showBox({
    type: 'warning',
    message: 'The window of Sightline does not respond',
    detail:
      'A conversation goes on without it. Opening it anew ends what is shared; nothing of the transcript is lost.',
    buttons: ['Wait', 'Open the window anew'],
    defaultId: 0,
    cancelId: 0,
    signal,
  })
  return response === 1 ? 'reopen' : 'wait'
}
