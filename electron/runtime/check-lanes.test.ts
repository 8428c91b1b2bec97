import { describe, expect, it } from 'vitest'
import { runTogether } from './check-lanes.mjs'

const step = (title: string, told: string[], code = 0) => ({
  title,
  run: async () => {
    told.push(`${title} begins`)
    await Promise.resolve()
    told.push(`${title} ends`)
    return code
  },
})

describe('runTogether', () => {
  it('keeps the order of a lane, and runs lanes side by side', async () => {
    const told: string[] = []
    await runTogether([[step('a', told), step('b', told)], [step('c', told)]], 2)
    expect(told.indexOf('c begins')).toBeLessThan(told.indexOf('a ends'))
    expect(told.indexOf('b begins')).toBeGreaterThan(told.indexOf('a ends'))
  })

  it('runs no more lanes at a time than it is wide', async () => {
    const told: string[] = []
    await runTogether([[step('a', told)], [step('b', told)]], 1)
    expect(told).toEqual(['a begins', 'a ends', 'b begins', 'b ends'])
  })

  it('goes on after a step that failed, and gives its code', async () => {
    const told: string[] = []
    const code = await runTogether([[step('a', told, 3), step('b', told)], [step('c', told)]], 2)
    expect(code).toBe(3)
    expect(told).toContain('b ends')
    expect(told).toContain('c ends')
  })
})
