/** What can be signed with the secrets that are in the environment. Pure. */

/**
 * @typedef {object} SigningFacts
 * @property {{ isSigned: boolean, isNotarised: boolean }} mac
 * @property {{ isSigned: boolean }} windows
 */

/** For notarisation, each set whole: an API key, or an account with an app's password. */
const NOTARY_SECRETS = [
  ['APPLE_API_KEY', 'APPLE_API_KEY_ID', 'APPLE_API_ISSUER'],
  ['APPLE_ID', 'APPLE_APP_SPECIFIC_PASSWORD', 'APPLE_TEAM_ID'],
]

/**
 * @param {Readonly<NodeJS.ProcessEnv>} env
 * @returns {SigningFacts}
 */
export function signingFacts(env) {
  /** @param {string} name */
  const isSet = (name) => (env[name] ?? '') !== ''
  const isSigned = isSet('CSC_LINK')
  const canNotarise = NOTARY_SECRETS.some((names) => names.every(isSet))
  return {
    mac: { isSigned, isNotarised: isSigned && canNotarise },
    windows: { isSigned: isSigned || isSet('WIN_CSC_LINK') },
  }
}

/**
 * What the person who packs is told.
 *
 * @param {Readonly<NodeJS.ProcessEnv>} env
 * @param {import('./target.mjs').TargetPlatform} platform
 * @returns {string}
 */
export function signingWords(env, platform) {
  const { mac, windows } = signingFacts(env)
  switch (platform) {
    case 'linux':
      return 'Not signed: packages for Linux are told by their checksums (SHA256SUMS).'
    case 'win32':
      return windows.isSigned ? 'Signed.' : 'Not signed: neither WIN_CSC_LINK nor CSC_LINK is set.'
    case 'darwin':
      if (!mac.isSigned) return 'Not signed: CSC_LINK is not set.'
      if (!mac.isNotarised) return `Signed, not notarised: neither ${notaryWords()} are set.`
      return 'Signed and notarised.'
  }
}

function notaryWords() {
  return NOTARY_SECRETS.map((names) => names.join(', ')).join(' nor ')
}
