import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerRequest, readServedFiles, type ServedFiles } from './app-files'

const outside = mkdtempSync(join(tmpdir(), 'sightline-files-'))
let files: ServedFiles

beforeAll(() => {
  mkdirSync(join(outside, 'renderer/assets'), { recursive: true })
  writeFileSync(join(outside, 'secret.txt'), 'secret')
  writeFileSync(join(outside, 'renderer/index.html'), '<title>Sightline</title>')
  writeFileSync(join(outside, 'renderer/assets/index-1a.js'), 'export {}')
  files = readServedFiles(join(outside, 'renderer'))
})

afterAll(() => {
  rmSync(outside, { recursive: true })
})

describe('the policy of every file', () => {
  const policy = (): Map<string, string[]> => {
    const header = answerRequest(files, 'GET', 'app://bundle/index.html').headers
    const directives = (header.get('content-security-policy') ?? '').split('; ')
    return new Map(
      directives.map((directive) => {
        const [name = '', ...values] = directive.split(' ')
        return [name, values]
      }),
    )
  }

  it('lets nothing run that is not a file of ours, and nothing be written as markup', () => {
    expect(policy().get('default-src')).toEqual(["'none'"])
    expect(policy().get('script-src')).toEqual(["'self'"])
    expect(policy().get('worker-src')).toEqual(["'self'"])
    expect(policy().get('style-src')).toEqual(["'self'"])
    expect(policy().get('media-src')).toEqual(["'self'", 'blob:'])
    expect(policy().get('require-trusted-types-for')).toEqual(["'script'"])
    expect(policy().get('trusted-types')).toEqual(['default'])
  })

  it('names no other host, and nothing inline or evaluated', () => {
    const values = new Set([...policy().values()].flat())
    expect([...values].sort()).toEqual(
      ["'none'", "'script'", "'self'", 'blob:', 'data:', 'default'].sort(),
    )
  })

  it.each(['frame-src', 'object-src', 'base-uri', 'form-action', 'frame-ancestors'])(
    'has none for %s',
    (name) => {
      expect(policy().get(name)).toEqual(["'none'"])
    },
  )
})

describe('the files of the window', () => {
  it.each([
    ['app://bundle/index.html', 'text/html; charset=utf-8'],
    ['app://bundle/index.html?now#here', 'text/html; charset=utf-8'],
    ['app://bundle/assets/index-1a.js', 'text/javascript; charset=utf-8'],
    ['app://bundle/assets/../index.html', 'text/html; charset=utf-8'],
  ])('serves %s with its type and the policy', (url, type) => {
    const response = answerRequest(files, 'GET', url)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe(type)
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  })

  it.each([
    'app://bundle/',
    'app://bundle/assets',
    'app://bundle/missing.js',
    'app://bundle/../secret.txt',
    'app://bundle/%2e%2e/secret.txt',
    'app://bundle/%2e%2e%2fsecret.txt',
    'app://bundle/..%5csecret.txt',
    'app://bundle/..\\secret.txt',
    'app://bundle//index.html',
    'app://bundle/index.html%00',
    'app://bundle/index.html\0.js',
    'app://bundle/INDEX.HTML',
    'app://bundle/%69ndex.html',
    'app://bundle:1/index.html',
    'app://Bundle.evil/index.html',
    'app://evil/index.html',
    'app:///index.html',
    'app://user@bundle/index.html',
    'https://bundle/index.html',
    'file:///etc/passwd',
    '__proto__',
    'app://bundle/__proto__',
    '',
  ])('has nothing at %s', (url) => {
    expect(answerRequest(files, 'GET', url).status).toBe(404)
  })

  it('answers no method but GET', () => {
    expect(answerRequest(files, 'POST', 'app://bundle/index.html').status).toBe(404)
  })
})
