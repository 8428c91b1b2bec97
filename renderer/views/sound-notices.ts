import type { AppState } from '@contract/state'
import { errorWords } from '../i18n/error-words'
import { words } from '../i18n/words'

/** What the user must know of microphone and speakers, for as long as it holds. */
export function soundNotices({ microphone, speaker, talk, settings }: AppState): string[] {
  const notices: string[] = []
  if (microphone.kind === 'on' && microphone.use === 'fallback') {
    notices.push(words.sound.microphoneFallback(settings.microphone?.label ?? ''))
  }
  if (microphone.kind === 'on' && microphone.silent && !talk.muted) {
    const { title, body } = errorWords['microphone-silent']
    notices.push(`${title}. ${body}`)
  }
  if (speaker.kind === 'on' && speaker.use === 'fallback') {
    notices.push(words.sound.speakerFallback(settings.speaker?.label ?? ''))
  }
  return notices
}
