import { expect, it } from 'vitest'
import { appEnvironment } from './app-environment.mjs'

it('starts the app without what would turn it into Node or make libraries print', () => {
  const env = { PATH: '/bin', ELECTRON_RUN_AS_NODE: '1', DEBUG: '*' }
  expect(appEnvironment(env)).toEqual({ PATH: '/bin' })
  expect(env.DEBUG).toBe('*')
})
