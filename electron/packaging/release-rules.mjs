/** What must be so before a release is made, and what is made where. Pure. */
import { TARGETS } from './target.mjs'

/**
 * @typedef {import('./target.mjs').Target} Target
 * @typedef {import('./target.mjs').TargetPlatform} TargetPlatform
 *
 * @typedef {object} ReleaseFacts
 * @property {string} version in package.json
 * @property {string} lockedVersion in package-lock.json
 * @property {string} changes what git says is changed or not known to it
 * @property {readonly string[]} tags of the commit
 * @property {string} changelog
 */

/** What is made for each system, as electron-builder calls it; of it only that system can make it. */
const FORMATS = /** @type {Readonly<Record<TargetPlatform, readonly string[]>>} */ ({
  linux: ['deb', 'AppImage', 'rpm'],
  darwin: ['dmg', 'zip'],
  win32: ['nsis'],
})

/** A rehearsal makes what needs no tools that electron-builder would download. */
const REHEARSED = /** @type {Readonly<Record<TargetPlatform, readonly string[]>>} */ ({
  linux: ['deb'],
  darwin: [],
  win32: [],
})

/**
 * @param {ReleaseFacts} facts
 * @param {{ isRehearsal: boolean }} options
 * @returns {string[]} what is not so, in words
 */
export function releaseProblems(facts, { isRehearsal }) {
  const { version, lockedVersion, changes, tags, changelog } = facts
  const problems = []
  if (changes !== '') problems.push(`These files are not committed:\n${changes}`)
  if (lockedVersion !== version) {
    problems.push(`package-lock.json says ${lockedVersion}, package.json ${version}.`)
  }
  if (isRehearsal) return problems
  if (!tags.includes(`v${version}`)) problems.push(`This commit has no tag v${version}.`)
  if (!changelog.split('\n').some((line) => isHeading(line, version))) {
    problems.push(`CHANGELOG.md has no section for ${version}, or calls it unreleased.`)
  }
  return problems
}

/**
 * Such as `## 1.2.0` or `## [1.2.0] - 2026-01-31`, and not one that is still marked as unreleased.
 *
 * @param {string} line
 * @param {string} version
 */
function isHeading(line, version) {
  const [mark, name] = line.split(/\s+/)
  const isOfVersion = mark === '##' && name?.replaceAll(/[[\]]/g, '') === version
  return isOfVersion && !/unreleased/i.test(line)
}

/** @param {NodeJS.Platform} platform */
export function targetsOf(platform) {
  return TARGETS.filter((target) => target.platform === platform)
}

/**
 * @param {Target} target
 * @param {{ isRehearsal: boolean }} options
 * @returns {{ made: readonly string[], leftOut: readonly string[] }}
 */
export function formatsOf({ platform }, { isRehearsal }) {
  const made = isRehearsal ? REHEARSED[platform] : FORMATS[platform]
  return { made, leftOut: FORMATS[platform].filter((format) => !made.includes(format)) }
}

/** What electron-builder leaves beside the packages and a feed of updates needs. */
const RELEASED = /\.(deb|rpm|AppImage|dmg|zip|exe|blockmap)$|^latest.*\.yml$/

/** @param {string} name */
export function isReleased(name) {
  return RELEASED.test(name)
}
