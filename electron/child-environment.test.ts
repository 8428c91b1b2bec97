import { expect, it } from 'vitest'
import { childEnvironment } from './child-environment'

it('gives a child what it needs to run, and nothing that could be a secret', () => {
  const needed = { PATH: '/bin', HOME: '/home/a', DISPLAY: ':1', LC_ALL: 'C', SystemRoot: 'C:\\W' }
  const others = {
    GEMINI_API_KEY: 'canary',
    AWS_SECRET_ACCESS_KEY: 'canary',
    HTTPS_PROXY: 'http://user:canary@proxy',
    GOOGLE_APPLICATION_CREDENTIALS: '/canary.json',
    NODE_OPTIONS: '--require /canary.js',
    LD_PRELOAD: '/canary.so',
    MY_TOKEN: 'canary',
    LC_evil: 'canary',
  }
  expect(childEnvironment({ ...needed, ...others, TMPDIR: undefined })).toEqual(needed)
})
