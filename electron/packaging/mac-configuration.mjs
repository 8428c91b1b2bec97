/** Packages for macOS: dmg and zip (updates come as the zip), for Intel's and Apple's processors. */
import { signingFacts } from './signing.mjs'

/** @typedef {import('electron-builder').Configuration} Configuration */

/**
 * What macOS shows when it asks for a permission. Without the text it ends the app, or, for sound of
 * the computer, gives silence.
 */
export const USAGE = {
  NSMicrophoneUsageDescription:
    'Sightline sends your voice to the assistant while a conversation is on.',
  NSCameraUsageDescription: 'Sightline shows your camera to the assistant when you choose to.',
  NSScreenCaptureUsageDescription:
    'Sightline shows the screen or window that you choose to the assistant.',
  NSAudioCaptureUsageDescription:
    'Sightline lets the assistant hear the sound of what you share when you choose to.',
}

/**
 * @param {Readonly<NodeJS.ProcessEnv>} env
 * @returns {Pick<Configuration, 'mac'>}
 */
export function macConfiguration(env) {
  const { mac } = signingFacts(env)
  return {
    mac: {
      target: [
        { target: 'dmg', arch: ['x64', 'arm64'] },
        { target: 'zip', arch: ['x64', 'arm64'] },
      ],
      artifactName: '${name}-${version}-mac-${arch}.${ext}',
      category: 'public.app-category.productivity',
      icon: 'resources/icons/app.icns',
      hardenedRuntime: true,
      gatekeeperAssess: false,
      entitlements: 'electron/packaging/mac/entitlements.plist',
      entitlementsInherit: 'electron/packaging/mac/entitlements.inherit.plist',
      extendInfo: USAGE,
      // `null`: not signed at all, rather than with whatever certificate the machine has.
      ...(mac.isSigned ? {} : { identity: null }),
      notarize: mac.isNotarised,
    },
  }
}
