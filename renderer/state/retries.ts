/** Wishes of the views that only this page's capture can fulfil. */
const retries = new EventTarget()
const MICROPHONE = 'microphone'
const DETECTOR = 'detector'

/** Asks for the microphone once more; the conversation goes on meanwhile. */
export function retryMicrophone(): void {
  retries.dispatchEvent(new Event(MICROPHONE))
}

/** Asks for the detection of speech once more, after it has failed. */
export function retryDetector(): void {
  retries.dispatchEvent(new Event(DETECTOR))
}

/** Returns the function that stops listening. */
export function onMicrophoneRetry(listener: () => void): () => void {
  return listen(MICROPHONE, listener)
}

/** Returns the function that stops listening. */
export function onDetectorRetry(listener: () => void): () => void {
  return listen(DETECTOR, listener)
}

function listen(wish: string, listener: () => void): () => void {
  retries.addEventListener(wish, listener)
  return () => retries.removeEventListener(wish, listener)
}
