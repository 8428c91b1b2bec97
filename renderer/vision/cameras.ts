import type { ShareChoice } from '@contract/session'

/** The cameras of this computer; their names are known only once a camera was allowed. */
export async function listCameras(): Promise<ShareChoice[]> {
  const devices = await navigator.mediaDevices.enumerateDevices()
  return devices
    .filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId !== '')
    .map(({ deviceId, label }, index) => ({
      kind: 'camera',
      id: deviceId,
      name: label || `Camera ${index + 1}`,
    }))
}

/** Calls the listener when a device comes or goes; returns the function that ends it. */
export function onCamerasChanged(listener: () => void): () => void {
  navigator.mediaDevices.addEventListener('devicechange', listener)
  return () => navigator.mediaDevices.removeEventListener('devicechange', listener)
}
