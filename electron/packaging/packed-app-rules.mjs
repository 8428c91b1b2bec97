/** What must and must not be inside a packed app. Pure: it is told the names of the files. */

/** @typedef {import('./target.mjs').Target} Target */

/** Without these it would not start. */
const NEEDED = [
  'package.json',
  'out/main/index.js',
  'out/main/library-process.js',
  'out/main/key-hook.js',
  'out/main/codec-thread.js',
  'out/preload/index.cjs',
  'out/renderer/index.html',
  'resources/icons/icon.png',
  'resources/icons/tray-idle.png',
  'resources/icons/tray-idle@2x.png',
  // The demo that the first screen offers.
  'out/main/simulator.js',
  'resources/demo/sample-voice.wav',
]

/** Sources, tests and what only builds or describes the app. */
const FORBIDDEN = [
  /\.(map|ts|tsx|cts|mts|tsbuildinfo)$/,
  /\.test\.[a-z]+$/,
  /^(?!node_modules\/|out\/|resources\/|package\.json$)/,
  /^out\/bundled\//,
  /^resources\/.*\.(mjs|svg|icns|ico)$/,
  /^node_modules\/(electron|react|vite|vitest|electron-builder|@playwright)\//,
]

/**
 * @param {readonly string[]} files paths below the app, with slashes
 * @param {Target} target
 * @returns {string[]} what is wrong, in words
 */
export function wrongContents(files, target) {
  const present = new Set(files)
  const missing = NEEDED.filter((file) => !present.has(file))
  const forbidden = files.filter((file) => FORBIDDEN.some((pattern) => pattern.test(file)))
  return [
    ...missing.map((file) => `${file} is missing`),
    ...forbidden.map((file) => `${file} does not belong there`),
    ...wrongPrebuilds(files, target),
    ...wrongSharp(files, target),
  ]
}

/**
 * @param {readonly string[]} files
 * @param {Target} target
 * @returns {string[]}
 */
function wrongPrebuilds(files, { platform, arch }) {
  const folder = `/prebuilds/${platform}-${arch}/`
  const prebuilds = files.filter((file) => file.includes('/prebuilds/'))
  const missing = ['@photostructure/sqlite', 'uiohook-napi'].filter(
    (module) => !prebuilds.some((file) => file.startsWith(`node_modules/${module}${folder}`)),
  )
  return [
    ...missing.map((module) => `${module} has no binary for ${platform}-${arch}`),
    ...prebuilds
      .filter((file) => !file.includes(folder) || file.includes('.musl.'))
      .map((file) => `${file} is for another system`),
  ]
}

/**
 * sharp runs as WebAssembly on Linux and from a binary elsewhere; there is one of the two.
 *
 * @param {readonly string[]} files
 * @param {Target} target
 * @returns {string[]}
 */
function wrongSharp(files, { platform, arch }) {
  const wanted = platform === 'linux' ? 'sharp-wasm32' : `sharp-${platform}-${arch}`
  const allowed = [wanted, `sharp-libvips-${platform}-${arch}`, 'colour']
  const there = new Set(
    files
      .map((file) => /^node_modules\/@img\/([^/]+)\//.exec(file)?.[1])
      .filter((name) => name !== undefined),
  )
  return [
    ...(there.has(wanted) ? [] : [`@img/${wanted} is missing`]),
    ...[...there]
      .filter((name) => !allowed.includes(name))
      .map((name) => `@img/${name} is for another system`),
  ]
}
