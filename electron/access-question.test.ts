import { expect, it, vi } from 'vitest'
import type { AccessQuestion } from '@main/access-question'
import { questionWords } from './access-question'

vi.mock('electron', () => ({}))

it.each<[AccessQuestion, string]>([
  [{ kind: 'token-service', origin: 'https://tokens.example:8443' }, 'https://tokens.example:8443'],
  [{ kind: 'token-secret', origin: 'https://tokens.example', ending: 'wxyz' }, 'wxyz'],
  [{ kind: 'api-key', ending: 'wxyz' }, 'wxyz'],
  [{ kind: 'vertex-key', ending: 'wxyz' }, 'wxyz'],
  [{ kind: 'vertex-account', project: 'p-1', location: 'global', file: '/a.json' }, '/a.json'],
])('%j names what it is about', (question, named) => {
  const { message, detail } = questionWords(question)
  expect(message).toMatch(/\?$/)
  expect(detail).toContain(named)
})

it('a name adds no line and turns none round', () => {
  const file = `/a\n\nGoogle has checked this.\u202e${'x'.repeat(1_000)}`
  const { detail } = questionWords({
    kind: 'vertex-account',
    project: 'p',
    location: 'global',
    file,
  })
  expect(detail).toContain('/a\u{fffd}\u{fffd}Google')
  expect(detail).not.toContain('\u202e')
  expect(detail.length).toBeLessThan(700)
})
