/**
 * How large the app may be. Each bound stands a little above what was measured when it was set, so
 * that what makes the app larger is noticed and decided on, not found out. Pure.
 */

const KB = 1000
const MB = 1000 * KB

/**
 * @typedef {object} Budget
 * @property {string} what
 * @property {number} bytes the most that it may be
 *
 * @typedef {Readonly<Record<string, number>>} Sizes bytes, by the names of budgets
 */

/** What the build makes; each script of the page compressed as by gzip, level 9. */
export const BUILD_BUDGET = {
  pageScripts: { what: 'scripts of the page, gzip', bytes: 185 * KB },
  pageStyles: { what: 'styles of the page, gzip', bytes: 14 * KB },
  mainScripts: { what: 'scripts of the main process and its helpers', bytes: 900 * KB },
  preloads: { what: 'preloads', bytes: 9 * KB },
}

/**
 * What is packed. What Electron adds to it is not ours to keep. A binary sharp is larger than its
 * WebAssembly twin, which Linux has.
 *
 * @param {import('./target.mjs').TargetPlatform} platform
 */
export function packageBudget(platform) {
  const bytes = (platform === 'linux' ? 50 : 60) * MB
  return { app: { what: 'the app and its modules (app.asar and beside it)', bytes } }
}

/**
 * @param {Readonly<Record<string, Budget>>} budget
 * @param {Sizes} sizes
 * @returns {string[]} in words, what is too large or was not measured
 */
export function overBudget(budget, sizes) {
  return Object.entries(budget).flatMap(([name, { what, bytes }]) => {
    const size = sizes[name]
    if (size === undefined || size === 0) return [`Not measured: ${what}.`]
    return size > bytes ? [`${what}: ${kilobytes(size)}, more than ${kilobytes(bytes)}.`] : []
  })
}

/**
 * @param {Readonly<Record<string, Budget>>} budget
 * @param {Sizes} sizes
 * @returns {string[]} a line for each
 */
export function sizeLines(budget, sizes) {
  return Object.entries(budget).map(
    ([name, { what, bytes }]) =>
      `${kilobytes(sizes[name] ?? 0).padStart(12)} of ${kilobytes(bytes).padStart(12)}  ${what}`,
  )
}

/** For people. @param {number} bytes */
export function kilobytes(bytes) {
  return `${(bytes / KB).toFixed(1)} kB`
}
