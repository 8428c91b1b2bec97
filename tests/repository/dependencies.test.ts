/** The policy for dependencies: one version of each, checked by its hash, and no script unasked. */
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { read } from '../project-files'
import { importedPackages, lockedPackages, nameAt, packageFile } from './packages'

const EXACT = /^(npm:[^\s@]+@|npm:@[^\s@]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/
const packages = [...lockedPackages()]

/** The versions in `overrides`, however deep. */
function versionsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(versionsIn) : []
}

describe.each(['package.json', 'examples/token-service/package.json'])('%s', (path) => {
  const { dependencies, devDependencies, overrides } = packageFile(path)

  it('names one version of each package, and no range', () => {
    const versions = [dependencies, devDependencies, overrides].flatMap(versionsIn)
    expect(versions.length).toBeGreaterThan(0)
    expect(versions.filter((version) => !EXACT.test(version))).toEqual([])
  })
})

describe('package.json', () => {
  const { dependencies, devDependencies } = packageFile()

  it('names every package that the app imports', () => {
    const named = { ...dependencies, ...devDependencies }
    const imported = [...importedPackages()]
    expect(imported).toContain('zod')
    expect(imported.filter((name) => !(name in named))).toEqual([])
  })
})

describe('sharp', () => {
  it('has one version in both of its builds (docs/decisions)', () => {
    const { dependencies } = packageFile()
    expect(dependencies['@img/sharp-wasm32']).toBe(dependencies.sharp)
  })
})

describe('package-lock.json', () => {
  it('holds the hash of each package', () => {
    const without = packages.filter(([, { integrity = '' }]) => !/^sha512-/.test(integrity))
    expect(without.map(([place]) => place)).toEqual([])
  })

  it('takes packages from the npm registry alone', () => {
    const elsewhere = packages.filter(
      ([, { resolved = 'https://registry.npmjs.org/' }]) =>
        !resolved.startsWith('https://registry.npmjs.org/'),
    )
    expect(elsewhere.map(([place]) => place)).toEqual([])
  })
})

describe('allowScripts', () => {
  const { allowScripts } = packageFile()
  const withScripts = packages.filter(([, { hasInstallScript }]) => hasInstallScript)

  it('decides of each package that has an install script', () => {
    const undecided = withScripts.filter(([place]) => !(nameAt(place) in allowScripts))
    expect(undecided.map(([place]) => place)).toEqual([])
  })

  it('names no other', () => {
    const names = new Set(withScripts.map(([place]) => nameAt(place)))
    expect(Object.keys(allowScripts).filter((name) => !names.has(name))).toEqual([])
  })
})

describe('renovate.json', () => {
  const renovateSchema = z.object({
    rangeStrategy: z.string(),
    packageRules: z.array(
      z.object({
        matchPackageNames: z.array(z.string()).default([]),
        prPriority: z.number().default(0),
        schedule: z.array(z.string()).optional(),
        minimumReleaseAge: z.string().nullable().optional(),
      }),
    ),
  })
  const { rangeStrategy, packageRules } = renovateSchema.parse(JSON.parse(read('renovate.json')))

  it('keeps pins, and looks after Electron first', () => {
    expect(rangeStrategy).toBe('pin')
    const ofElectron = packageRules.find(({ matchPackageNames }) =>
      matchPackageNames.includes('electron'),
    )
    const others = packageRules.filter((rule) => rule !== ofElectron)
    for (const { prPriority } of others) {
      expect(ofElectron?.prPriority).toBeGreaterThan(prPriority)
    }
    expect(ofElectron?.schedule).toEqual(['at any time'])
  })
})
