/** The licences under which packages may come, and where they may go. */

/** For all that users get: those that ask for no more than to be named. */
export const SHIPPED = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
  'Python-2.0',
  // Its fourth clause asks for its authors to be named where the product is advertised by what it
  // does: the README and the notices name them.
  'BSD-4-Clause',
])

/**
 * What is under the LGPL, and why it may be shipped: a library of its own, linked when the app runs,
 * which whoever has the app can take another build of.
 */
export const SHIPPED_AS_LIBRARIES = /^@img\/sharp-(libvips|win32|wasm32)/

/** For tools, which stay on the machine that builds. */
export const TOOLS = new Set([
  ...SHIPPED,
  'CC-BY-4.0',
  'CC0-1.0',
  'MIT-0',
  'MPL-2.0',
  'Unlicense',
  'WTFPL',
])

/** Of `A AND B` each has to be allowed, of `A OR B` one. */
export function isAllowed(expression: string, allowed: ReadonlySet<string>): boolean {
  const alternatives = expression.replace(/[()]/g, '').split(' OR ')
  return alternatives.some((one) => one.split(' AND ').every((licence) => allowed.has(licence)))
}
