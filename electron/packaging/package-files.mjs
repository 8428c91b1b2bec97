/** Which files of the app, and of the modules that it needs, are packed. */

/** @typedef {import('./target.mjs').Target} Target */

/** Read by people and tools, not by a running app. */
const NOT_FOR_RUNNING =
  '{map,ts,cts,mts,md,markdown,tsbuildinfo,c,cc,cpp,h,hpp,gyp,gypi,html,yml,yaml,jsdoc,bnf,npmignore}'

/** Needed by parts of other modules that the app does not load; `load-check.mjs` would tell. */
const UNUSED_MODULES = [
  // Types.
  '@types',
  'undici-types',
  // Headers for compiling native modules.
  'node-addon-api',
  // The tokenizer of @google/genai.
  'protobufjs',
  '@protobufjs',
  'long',
  // What takes the place of modules that must not be there.
  '@img/sharp-linux-x64',
  '@img/sharp-libvips-linux-x64',
]

const UNUSED_PARTS = [
  '@google/genai/dist/{web,tokenizer,vertex_internal}',
  '@google/genai/dist/index.*',
  '@google/genai/dist/node/index.cjs',
  '@photostructure/sqlite/{src,scripts}',
  'uiohook-napi/{src,libuiohook}',
  'sharp/{src,install}',
  'zod/src',
  // For engines without streams.
  'web-streams-polyfill/{es6,es2018,ponyfill}',
  'web-streams-polyfill/dist/!(ponyfill.es2018.js)',
]

/** The icons that the running app loads; the others are for its package. */
const ICONS_IN_USE = ['icon.png', 'tray-!(*-*).png']

/** What the scripted demo says; Chromium plays it. */
export const RECORDED_VOICE = 'resources/demo/sample-voice.wav'

/**
 * The patterns, as electron-builder takes them (minimatch), below the staged app's folder.
 *
 * @param {Target} target
 * @returns {string[]}
 */
export function packedFiles(target) {
  return [
    'package.json',
    'out/**',
    '!out/bundled/**',
    RECORDED_VOICE,
    ...ICONS_IN_USE.map((icon) => `resources/icons/${icon}`),
    'node_modules/**',
    `!node_modules/**/*.${NOT_FOR_RUNNING}`,
    ...unpackedModules(target).map((name) => `!node_modules/${name}/**`),
    ...UNUSED_PARTS.flatMap((part) => [`!node_modules/${part}`, `!node_modules/${part}/**`]),
    ...prebuildsOfOthers(target),
  ]
}

/**
 * Modules that npm installs for the app and that are not packed.
 *
 * @param {Target} target
 */
export function unpackedModules(target) {
  return [...UNUSED_MODULES, ...modulesOfOthers(target)]
}

/**
 * Native sharp and its WebAssembly twin: one of them is packed.
 *
 * @param {Target} target
 * @returns {string[]}
 */
function modulesOfOthers({ platform }) {
  return platform === 'linux' ? [] : ['@img/sharp-wasm32', '@emnapi', 'tslib']
}

/**
 * Modules with binaries carry them for every system in `prebuilds/<platform>-<arch>/`. The packages
 * for Linux are for systems with glibc.
 *
 * @param {Target} target
 * @returns {string[]}
 */
function prebuildsOfOthers({ platform, arch }) {
  return [
    `!node_modules/**/prebuilds/!(${platform}-${arch})/**`,
    '!node_modules/**/prebuilds/**/*.musl.node',
  ]
}
