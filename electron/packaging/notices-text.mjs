/** The text of THIRD-PARTY-NOTICES.txt. Pure. */

/** @typedef {import('./licence-rules.mjs').Shipped} Shipped */

const RULE = '='.repeat(78)

/** Work of others that came inside a package without a text of its own. */
const WITHIN_PACKAGES = [
  {
    what: 'Silero VAD (the voice detector’s network)',
    within: '@ricky0123/vad-web',
    licence: 'MIT',
    author: 'Silero Team',
    homepage: 'https://github.com/snakers4/silero-vad',
  },
  {
    what: 'libuiohook',
    within: 'uiohook-napi',
    licence: 'LGPL-3.0-or-later',
    author: 'Alexander Barker',
    homepage: 'https://github.com/kwhat/libuiohook',
  },
  {
    what: 'SQLite',
    within: '@photostructure/sqlite',
    licence: 'in the public domain',
    author: 'D. Richard Hipp and others',
    homepage: 'https://sqlite.org/copyright.html',
  },
]

/**
 * @param {readonly Shipped[]} packages
 * @param {readonly string[]} besides files that hold what this one does not
 * @param {readonly { title: string, text: string }[]} common texts that packages only name
 */
export function noticesText(packages, besides, common) {
  const sorted = [...packages].sort((a, b) => (a.name < b.name ? -1 : 1))
  return [
    'Sightline contains the work of others. Its own licence is MIT.',
    `Electron’s licence and those of Chromium and what it contains are in ${besides.join(' and ')}.`,
    '',
    ...sorted.map(({ name, version, licence }) => `${name} ${version}: ${licence}`),
    ...WITHIN_PACKAGES.map(({ what, within, licence }) => `${what}, in ${within}: ${licence}`),
    '',
    ...groupedByText(sorted).flatMap(({ title, text }) => [RULE, title, RULE, '', text, '']),
    ...WITHIN_PACKAGES.flatMap((one) => [RULE, one.what, RULE, '', ...withoutText(one), '']),
    ...common.flatMap(({ title, text }) => [RULE, title, RULE, '', text, '']),
  ].join('\n')
}

/**
 * Packages of one project often carry the same text: it stands once.
 *
 * @param {readonly Shipped[]} packages
 */
function groupedByText(packages) {
  /** @type {Map<string, string[]>} */
  const titles = new Map()
  for (const one of packages) {
    const text = one.texts.length > 0 ? one.texts.join('\n\n') : withoutText(one).join('\n')
    titles.set(text, [...(titles.get(text) ?? []), `${one.name} ${one.version}`])
  }
  return [...titles].map(([text, names]) => ({ title: names.join(', '), text }))
}

/** @param {{ licence: string, author: string, homepage: string }} one */
function withoutText({ licence, author, homepage }) {
  return [
    `Licence: ${licence}`,
    ...(author === '' ? [] : [`Author: ${author}`]),
    ...(homepage === '' ? [] : [`Home: ${homepage}`]),
    'The package carries no text of its licence.',
  ]
}
