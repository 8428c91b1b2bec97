/** Wishes of the views that only this page's capture can fulfil. */
const retries = new EventTarget()
const MICROPHONE = 'microphone'

/** Asks for the microphone once more; the conversation goes on meanwhile. */
export function retryMicrophone(): void {
  retries.dispatchEvent(new Event(MICROPHONE))
}

/** Returns the function that stops listening. */
export function onMicrophoneRetry(listener: () => void): () => void {
  retries.addEventListener(MICROPHONE, listener)
  return () => retries.removeEventListener(MICROPHONE, listener)
}
