import { FuseV1Options } from '@electron/fuses'
import { expect, it } from 'vitest'
import { wrongFuses } from './fuses.mjs'

const [OFF, ON] = ['0', '1'].map((digit) => digit.charCodeAt(0)) as [number, number]

const RIGHT = {
  [FuseV1Options.RunAsNode]: OFF,
  [FuseV1Options.EnableCookieEncryption]: ON,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: OFF,
  [FuseV1Options.EnableNodeCliInspectArguments]: OFF,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: ON,
  [FuseV1Options.OnlyLoadAppFromAsar]: ON,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: OFF,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: OFF,
}

it('finds nothing wrong with fuses that are right', () => {
  expect(wrongFuses(RIGHT)).toEqual([])
})

it('names each that stands otherwise, and those that the binary does not have', () => {
  const removed = { ...RIGHT, [FuseV1Options.OnlyLoadAppFromAsar]: 'r'.charCodeAt(0) }
  expect(wrongFuses({ ...removed, [FuseV1Options.RunAsNode]: ON })).toEqual([
    'runAsNode',
    'onlyLoadAppFromAsar',
  ])
  expect(wrongFuses({})).toHaveLength(8)
})
