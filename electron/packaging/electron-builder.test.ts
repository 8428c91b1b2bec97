import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import packageJson from '../../package.json'
import { projectFolder } from '../runtime/paths.mjs'
import { builderConfiguration } from './electron-builder.mjs'
import { USAGE } from './mac-configuration.mjs'
import { APP_ID } from './product.mjs'
import { TARGETS, type Electron, type Target } from './target.mjs'

type Validate = (config: unknown, log: { isEnabled: false }) => Promise<void>

/** The builder's own reading of its schema (`app-builder-lib/scheme.json`). */
const { validateConfiguration } = createRequire(import.meta.url)(
  'app-builder-lib/out/util/config/config',
) as { validateConfiguration: Validate }

const OFFICIAL: Electron = { kind: 'official', version: '45.4.1' }
const TEST: Electron = { kind: 'test-runtime', version: '33.2.1', folder: '/electron' }
const LINUX: Target = { platform: 'linux', arch: 'x64' }
const SIGNED = {
  CSC_LINK: 'file.p12',
  APPLE_ID: 'a',
  APPLE_APP_SPECIFIC_PASSWORD: 'b',
  APPLE_TEAM_ID: 'c',
}

function configured(target: Target, electron: Electron, env: NodeJS.ProcessEnv = {}) {
  return builderConfiguration({
    target,
    electron,
    env,
    stage: 'stage',
    output: 'dist',
    isFast: false,
  })
}

const validate = (config: unknown) => validateConfiguration(config, { isEnabled: false })
const read = (path: string) => readFileSync(join(projectFolder, path), 'utf8')

describe('the configuration of electron-builder', () => {
  it.each(TARGETS.flatMap((target) => [OFFICIAL, TEST].map((electron) => ({ target, electron }))))(
    'is right by the schema: $target.platform $target.arch, $electron.kind',
    async ({ target, electron }) => {
      await expect(validate(configured(target, electron))).resolves.toBeUndefined()
      await expect(validate(configured(target, electron, SIGNED))).resolves.toBeUndefined()
    },
  )

  it('would be refused with a key that does not exist', async () => {
    const wrong = { ...configured(LINUX, OFFICIAL), nsis: { bogus: true } }
    await expect(validate(wrong)).rejects.toThrow('configuration.nsis')
  })

  it('knows the app by the names that the app itself uses', () => {
    expect(read('electron/index.ts')).toContain(`const APP_ID = '${APP_ID}'`)
    expect(packageJson.desktopName).toBe(`${APP_ID}.desktop`)
    expect(packageJson.productName).toBe(configured(LINUX, OFFICIAL).productName)
  })

  it('makes the formats of each system, per user on Windows', () => {
    const { mac, win, linux, nsis } = configured(LINUX, OFFICIAL)
    const both = ['x64', 'arm64']
    expect(mac?.target).toEqual([
      { target: 'dmg', arch: both },
      { target: 'zip', arch: both },
    ])
    expect(win?.target).toEqual([{ target: 'nsis', arch: both }])
    expect(linux?.target).toEqual(['deb', 'AppImage', 'rpm'])
    expect(nsis).toMatchObject({ perMachine: false, allowElevation: false })
  })

  it('opens files of conversations and addresses of its own', () => {
    const { fileAssociations, protocols } = configured(LINUX, OFFICIAL)
    expect(fileAssociations).toMatchObject([{ ext: 'sightline' }])
    expect(protocols).toMatchObject([{ schemes: ['sightline'] }])
  })
})

describe('macOS', () => {
  it('is told what the microphone, the camera, the screen and its sound are for', () => {
    const { mac } = configured({ platform: 'darwin', arch: 'arm64' }, OFFICIAL)
    expect(mac?.extendInfo).toBe(USAGE)
    expect(Object.keys(USAGE).sort()).toEqual([
      'NSAudioCaptureUsageDescription',
      'NSCameraUsageDescription',
      'NSMicrophoneUsageDescription',
      'NSScreenCaptureUsageDescription',
    ])
    for (const words of Object.values(USAGE)) expect(words).toMatch(/^Sightline .{20,}\.$/)
  })

  it('has the hardened runtime, with the entitlements that the app needs and no others', () => {
    const { mac } = configured({ platform: 'darwin', arch: 'x64' }, OFFICIAL)
    expect(mac?.hardenedRuntime).toBe(true)
    for (const path of [mac?.entitlements, mac?.entitlementsInherit]) {
      const keys = [...read(path ?? '').matchAll(/<key>(.*)<\/key>\s*<true\/>/g)]
      expect(keys.map(([, key]) => key)).toEqual([
        'com.apple.security.cs.allow-jit',
        'com.apple.security.device.audio-input',
        'com.apple.security.device.camera',
      ])
    }
  })

  it('is signed and notarised where the secrets are, and not at all without', () => {
    const target: Target = { platform: 'darwin', arch: 'arm64' }
    expect(configured(target, OFFICIAL).mac).toMatchObject({ identity: null, notarize: false })
    const { mac } = configured(target, OFFICIAL, SIGNED)
    expect(mac).toMatchObject({ notarize: true })
    expect(mac).not.toHaveProperty('identity')
  })
})

describe('packages for Linux', () => {
  it('on the runtime of the tests have another name, and cannot be there beside the real one', () => {
    const { deb, rpm, linux } = configured(LINUX, TEST)
    expect(deb).toMatchObject({ packageName: 'sightline-test-runtime' })
    expect(deb?.artifactName).toMatch(/^sightline-test-runtime_/)
    expect(rpm?.artifactName).toMatch(/^sightline-test-runtime-/)
    expect(deb?.fpm?.slice(0, 4)).toEqual(['--conflicts', 'sightline', '--replaces', 'sightline'])
    expect(linux?.description).toContain('NOT FOR USE')
    expect(configured(LINUX, OFFICIAL).deb?.fpm).toContain('sightline-test-runtime')
  })

  it('make the sandbox ready, and take all that they made away again', () => {
    const { deb, rpm } = configured(LINUX, OFFICIAL)
    expect([deb?.afterInstall, deb?.afterRemove]).toEqual([rpm?.afterInstall, rpm?.afterRemove])
    const [after, gone] = [read(deb?.afterInstall ?? ''), read(deb?.afterRemove ?? '')]
    expect(after).toContain('chmod 4755 "$folder/chrome-sandbox"')
    for (const made of ["'/usr/bin/${executable}'", "'/etc/apparmor.d/${executable}'"]) {
      expect(after).toContain(made)
      expect(gone).toContain(`rm -f ${made}`)
    }
  })
})

describe('every package', () => {
  it.each(TARGETS)('has the fuses as they must be: $platform $arch', (target) => {
    expect(configured(target, OFFICIAL).electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    })
  })

  it('carries Chromium’s English words alone', () => {
    expect(configured(LINUX, OFFICIAL).electronLanguages).toEqual(['en-US'])
  })
})
