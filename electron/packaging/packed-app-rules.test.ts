import { describe, expect, it } from 'vitest'
import { wrongContents } from './packed-app-rules.mjs'
import type { Target } from './target.mjs'

const LINUX: Target = { platform: 'linux', arch: 'x64' }
const MAC: Target = { platform: 'darwin', arch: 'arm64' }

const APP = [
  'package.json',
  ...['index', 'library-process', 'key-hook', 'codec-thread', 'simulator'].map(
    (name) => `out/main/${name}.js`,
  ),
  'out/preload/index.cjs',
  'out/renderer/index.html',
  'resources/icons/icon.png',
  'resources/icons/tray-idle.png',
  'resources/icons/tray-idle@2x.png',
  'resources/demo/sample-voice.wav',
]

function packedFor(system: string, sharp: string): string[] {
  return [
    ...APP,
    `node_modules/@photostructure/sqlite/prebuilds/${system}/sqlite.node`,
    `node_modules/uiohook-napi/prebuilds/${system}/uiohook.node`,
    'node_modules/@img/colour/color.cjs',
    `node_modules/@img/${sharp}/lib/sharp.js`,
  ]
}

const ON_LINUX = packedFor('linux-x64', 'sharp-wasm32')
const ON_MAC = packedFor('darwin-arm64', 'sharp-darwin-arm64')

describe('what is packed', () => {
  it('may be what it is', () => {
    expect(wrongContents(ON_LINUX, LINUX)).toEqual([])
    expect(wrongContents(ON_MAC, MAC)).toEqual([])
  })

  it.each([
    'node_modules/zod/index.js.map',
    'node_modules/zod/index.d.ts',
    'node_modules/electron/cli.js',
    'simulator/server.js',
    'tests/e2e/app.js',
    'bench/run.mjs',
    'electron/index.ts',
    'out/main/index.js.map',
    'out/bundled/renderer.json',
    'out/main/log.test.js',
    'resources/icons/render.mjs',
    'resources/icons/app.svg',
  ])('may not have %s', (file) => {
    expect(wrongContents([...ON_LINUX, file], LINUX)).toEqual([`${file} does not belong there`])
  })

  it('must have what the app starts with', () => {
    const without = ON_LINUX.filter((file) => file !== 'out/main/key-hook.js')
    expect(wrongContents(without, LINUX)).toEqual(['out/main/key-hook.js is missing'])
  })

  it('has the binaries of its own system alone', () => {
    expect(wrongContents(ON_MAC, { platform: 'darwin', arch: 'x64' })).toEqual([
      '@photostructure/sqlite has no binary for darwin-x64',
      'uiohook-napi has no binary for darwin-x64',
      expect.stringContaining('sqlite.node is for another system'),
      expect.stringContaining('uiohook.node is for another system'),
      '@img/sharp-darwin-x64 is missing',
      '@img/sharp-darwin-arm64 is for another system',
    ])
    const musl = 'node_modules/@photostructure/sqlite/prebuilds/linux-x64/sqlite.musl.node'
    expect(wrongContents([...ON_LINUX, musl], LINUX)).toEqual([`${musl} is for another system`])
  })

  it('has sharp as WebAssembly on Linux, and as a binary elsewhere', () => {
    const native = 'node_modules/@img/sharp-linux-x64/lib/sharp.node'
    expect(wrongContents([...ON_LINUX, native], LINUX)).toHaveLength(1)
    const wasm = 'node_modules/@img/sharp-wasm32/lib/sharp.js'
    expect(wrongContents([...ON_MAC, wasm], MAC)).toHaveLength(1)
  })
})
