/**
 * The bill of materials of what is shipped (CycloneDX, https://cyclonedx.org), out of npm's one of
 * everything that package-lock.json names. Pure.
 */

/**
 * @typedef {{ 'bom-ref': string, type: string, name: string, version: string, scope?: string,
 *   purl?: string, properties?: readonly { name: string, value: string }[] }} Component
 * @typedef {{ ref: string, dependsOn?: readonly string[] }} Dependency
 * @typedef {{ bomFormat: string, specVersion: string,
 *   metadata: { component: Component, lifecycles?: unknown },
 *   components: readonly Component[], dependencies: readonly Dependency[] }} Bom
 * @typedef {{ readonly name: string, readonly version: string }} Named
 */

const DEVELOPMENT = 'cdx:npm:package:development'

/**
 * @param {Bom} all
 * @param {readonly Named[]} shipped
 * @param {string} electron its version
 * @returns {Bom}
 */
export function shippedBom(all, shipped, electron) {
  const refs = shipped.map(({ name, version }) => `${name}@${version}`)
  const known = new Map(all.components.map((component) => [refOf(component), component]))
  const missing = refs.filter((ref) => !known.has(ref))
  if (missing.length > 0) throw new Error(`npm does not list ${missing.join(', ')}`)
  const components = refs.map((ref) => asShipped(known.get(ref))).filter((one) => one !== undefined)
  const kept = new Set(components.map((component) => component['bom-ref']))
  const app = asApplication(all.metadata.component)
  const runtime = electronComponent(electron)
  const dependencies = all.dependencies
    .filter(({ ref }) => kept.has(ref) || ref === app['bom-ref'])
    .map(({ ref, dependsOn = [] }) => ({
      ref,
      dependsOn: dependsOn.filter((one) => kept.has(one)),
    }))
    .map((one) => (one.ref === app['bom-ref'] ? withRuntime(one, runtime) : one))
  return {
    ...all,
    metadata: { ...all.metadata, lifecycles: [{ phase: 'build' }], component: app },
    components: [runtime, ...components],
    dependencies,
  }
}

/** A name that stands for another package keeps its own in `bom-ref`. @param {Component} component */
function refOf({ name, version }) {
  return `${name}@${version}`
}

/**
 * Much of what is bundled is only needed for development as far as npm knows.
 *
 * @param {Component | undefined} component
 * @returns {Component | undefined}
 */
function asShipped(component) {
  if (component === undefined) return undefined
  const { properties = [], ...rest } = component
  return {
    ...rest,
    scope: 'required',
    properties: properties.filter(({ name }) => name !== DEVELOPMENT),
  }
}

/** npm calls the project by its folder. @param {Component} component @returns {Component} */
function asApplication(component) {
  const name = component['bom-ref'].replace(/@[^@]*$/, '')
  return { ...component, type: 'application', name }
}

/** @param {string} version @returns {Component} */
function electronComponent(version) {
  const ref = `electron@${version}`
  return {
    'bom-ref': ref,
    type: 'framework',
    name: 'electron',
    version,
    scope: 'required',
    purl: `pkg:npm/${ref}`,
  }
}

/** @param {Dependency} dependency @param {Component} runtime @returns {Dependency} */
function withRuntime({ ref, dependsOn = [] }, runtime) {
  return { ref, dependsOn: [...dependsOn, runtime['bom-ref']] }
}
