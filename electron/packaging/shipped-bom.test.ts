import { describe, expect, it } from 'vitest'
import { shippedBom } from './shipped-bom.mjs'

const component = (name: string, properties: { name: string; value: string }[] = []) => ({
  'bom-ref': `${name}@1.0.0`,
  type: 'library',
  name,
  version: '1.0.0',
  scope: 'optional',
  properties,
})

const ALL = {
  bomFormat: 'CycloneDX',
  specVersion: '1.5',
  metadata: { component: { ...component('sightline'), name: 'some-folder' } },
  components: [
    component('react', [{ name: 'cdx:npm:package:development', value: 'true' }]),
    component('ws'),
    component('vitest'),
  ],
  dependencies: [
    { ref: 'sightline@1.0.0', dependsOn: ['react@1.0.0', 'ws@1.0.0', 'vitest@1.0.0'] },
    { ref: 'ws@1.0.0', dependsOn: ['vitest@1.0.0'] },
    { ref: 'vitest@1.0.0' },
  ],
}
const SHIPPED = ['react', 'ws'].map((name) => ({ name, version: '1.0.0' }))

describe('the bill of materials', () => {
  const bom = shippedBom(ALL, SHIPPED, '45.4.1')

  it('lists Electron and what is shipped, and nothing else', () => {
    expect(bom.components.map(({ name }) => name)).toEqual(['electron', 'react', 'ws'])
    expect(bom.dependencies).toEqual([
      { ref: 'sightline@1.0.0', dependsOn: ['react@1.0.0', 'ws@1.0.0', 'electron@45.4.1'] },
      { ref: 'ws@1.0.0', dependsOn: [] },
    ])
  })

  it('calls what is bundled no development any more, and the app by its name', () => {
    expect(bom.components[1]).toMatchObject({ scope: 'required', properties: [] })
    expect(bom.metadata.component).toMatchObject({ name: 'sightline', type: 'application' })
  })

  it('is not made when something that is shipped is not known', () => {
    const shipped = [...SHIPPED, { name: 'smuggled', version: '1.0.0' }]
    expect(() => shippedBom(ALL, shipped, '45.4.1')).toThrow('smuggled@1.0.0')
  })
})
