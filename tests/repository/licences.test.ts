/** Each package comes under a licence that allows what is done with it. */
import { describe, expect, it } from 'vitest'
import { isAllowed, SHIPPED, SHIPPED_AS_LIBRARIES, TOOLS } from './licences'
import { importedPackages, lockedPackages, nameAt, packageFile, type Locked } from './packages'

const packages = [...lockedPackages()].map(([place, locked]) => ({
  name: nameAt(place),
  ...locked,
}))

/** Those of the list and all that they depend on. */
function withDependencies(roots: Iterable<string>): Set<string> {
  const byName = new Map<string, Locked>(packages.map(({ name, ...locked }) => [name, locked]))
  const all = new Set<string>()
  const add = (name: string): void => {
    if (all.has(name)) return
    all.add(name)
    for (const dependency of Object.keys(byName.get(name)?.dependencies ?? {})) add(dependency)
  }
  for (const root of roots) add(root)
  return all
}

/** Development dependencies that the build puts into the app: React and the like. */
const bundled = withDependencies(
  [...importedPackages()].filter((name) => name in packageFile().devDependencies),
)

const isShipped = ({ name, dev }: { name: string; dev: boolean }): boolean =>
  !dev || bundled.has(name)

const refused = (
  list: readonly { name: string; license?: string | undefined }[],
  allowed: ReadonlySet<string>,
): string[] =>
  list
    .filter(({ license }) => license === undefined || !isAllowed(license, allowed))
    .map(({ name, license }) => `${name}: ${license ?? 'no licence'}`)

describe('licences', () => {
  it('of what users get ask for no more than to be named', () => {
    const shipped = packages.filter((one) => isShipped(one) && !SHIPPED_AS_LIBRARIES.test(one.name))
    expect(shipped.length).toBeGreaterThan(50)
    expect(refused(shipped, SHIPPED)).toEqual([])
  })

  it('of libraries that are linked when the app runs may be the LGPL besides', () => {
    const libraries = packages.filter(
      (one) => isShipped(one) && SHIPPED_AS_LIBRARIES.test(one.name),
    )
    expect(libraries.length).toBeGreaterThan(0)
    expect(refused(libraries, new Set([...SHIPPED, 'LGPL-3.0-or-later']))).toEqual([])
  })

  it('of tools are free ones', () => {
    expect(
      refused(
        packages.filter((one) => !isShipped(one)),
        TOOLS,
      ),
    ).toEqual([])
  })

  it('count what the build puts into the app among what users get', () => {
    expect([...bundled]).toEqual(
      expect.arrayContaining(['react', 'react-dom', 'scheduler', 'virtua', 'zustand']),
    )
    expect(bundled.has('vitest')).toBe(false)
  })
})

describe('isAllowed', () => {
  const allowed = new Set(['MIT', 'ISC'])

  it.each([
    ['MIT', true],
    ['GPL-3.0-only', false],
    ['(MIT OR GPL-3.0-only)', true],
    ['MIT AND ISC', true],
    ['MIT AND GPL-3.0-only', false],
    ['', false],
  ])('%s: %s', (expression, expected) => {
    expect(isAllowed(expression, allowed)).toBe(expected)
  })
})
