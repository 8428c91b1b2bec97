import { describe, expect, it } from 'vitest'
import { upgraded, type Upgrade } from './file-versions'
import { ImportError } from './import-problem'

const file = (version: number) => ({
  format: 'sightline-conversations',
  version,
  conversations: [],
})

describe('versions of the file', () => {
  const steps: readonly Upgrade[] = [
    (old) => ({ ...old, second: true }),
    (old) => ({ ...old, third: old.second }),
  ]

  it('takes an old file through each step that is due', () => {
    expect(upgraded(file(1), steps)).toEqual({ ...file(1), second: true, third: true })
    expect(upgraded({ ...file(2), second: 2 }, steps)).toEqual({ ...file(2), second: 2, third: 2 })
    expect(upgraded(file(3), steps)).toEqual(file(3))
  })

  it('refuses one that is newer', () => {
    expect(() => upgraded(file(4), steps)).toThrow(ImportError)
    expect(() => upgraded(file(2))).toThrow('of a newer Sightline')
  })
})
