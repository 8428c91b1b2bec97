// @vitest-environment jsdom
import { fireEvent, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import type { AccessSettings } from '@contract/access'
import type { AppState } from '@contract/state'
import { main, QUIET, reset, showApp, type Scope } from './testing'

afterEach(reset)

const withAccess = (access: Partial<AccessSettings>): AppState => ({
  ...QUIET,
  settings: { ...QUIET.settings, access: { ...QUIET.settings.access, ...access } },
})
const TOKENS = withAccess({
  way: 'token-endpoint',
  tokenEndpoint: { url: 'https://tokens.example/token', apiVersion: 'v1beta' },
})

function open(app: AppState = QUIET): Scope {
  showApp(app)
  fireEvent.click(screen.getByRole('button', { name: 'Settings' }))
  return within(screen.getByRole('dialog', { name: 'Settings' }))
}
const choose = (dialog: Scope, way: string): void => {
  fireEvent.change(dialog.getByLabelText('Way in'), { target: { value: way } })
}
const type = (dialog: Scope, label: string, value: string): void => {
  fireEvent.change(dialog.getByLabelText(label), { target: { value } })
}
const submit = (dialog: Scope): void => {
  fireEvent.click(dialog.getByRole('button', { name: 'Check and use' }))
}

describe('the way in', () => {
  it('is not changed by looking at another', () => {
    const dialog = open()
    choose(dialog, 'vertex-account')
    expect(main.submitAccess).not.toHaveBeenCalled()
    expect(dialog.getByText(/now in use: API key of Google AI Studio/)).toBeTruthy()
  })

  it('may be a token service, whose secret leaves the field at once', async () => {
    const dialog = open()
    choose(dialog, 'token-endpoint')
    type(dialog, 'Address of the service', ' https://tokens.example/token ')
    type(dialog, 'Secret for the service', 'canary')
    expect(dialog.getByLabelText('Secret for the service').getAttribute('type')).toBe('password')
    submit(dialog)
    expect(dialog.getByLabelText('Secret for the service')).toHaveProperty('value', '')
    expect(main.submitAccess).toHaveBeenCalledWith({
      way: 'token-endpoint',
      url: 'https://tokens.example/token',
      apiVersion: 'v1alpha',
      secret: 'canary',
      keep: 'keychain',
    })
    expect(await dialog.findByText(/Conversations use this way in/)).toBeTruthy()
  })

  it('keeps the secret that is stored when none is entered', () => {
    const dialog = open(TOKENS)
    submit(dialog)
    expect(main.submitAccess).toHaveBeenCalledWith(
      expect.objectContaining({ apiVersion: 'v1beta', secret: null }),
    )
  })

  it('says why it cannot be used', async () => {
    main.submitAccess.mockResolvedValueOnce({
      ok: false,
      error: { reason: 'token-service-refused', detail: 'HTTP 401' },
    })
    const dialog = open(TOKENS)
    submit(dialog)
    const alert = await dialog.findByText(/Refused by token service/)
    expect(alert.closest('[role=alert]')?.textContent).toContain('HTTP 401')
  })

  it('may be a project of Vertex AI', () => {
    const dialog = open()
    choose(dialog, 'vertex-account')
    type(dialog, 'Project', 'my-project')
    type(dialog, 'Location', 'europe-west4')
    submit(dialog)
    expect(main.submitAccess).toHaveBeenCalledWith({
      way: 'vertex-account',
      project: 'my-project',
      location: 'europe-west4',
      file: null,
    })
  })

  it('asks where a key is kept when there is no keychain, and runs without', () => {
    const dialog = open({ ...QUIET, run: { ...QUIET.run, keyStorage: 'weak' } })
    choose(dialog, 'vertex-key')
    expect(dialog.getByRole('radio', { name: /Keep for this run only/ })).toBeTruthy()
    type(dialog, 'API key of Vertex AI', 'AQ.canary')
    submit(dialog)
    expect(main.submitAccess).toHaveBeenCalledWith({
      way: 'vertex-key',
      secret: 'AQ.canary',
      keep: 'this-run',
    })
  })

  it('shows of a stored secret its end, and removes it', () => {
    const secrets = {
      ...QUIET.access.secrets,
      'token-endpoint': { kind: 'present', source: 'keychain', lastFour: 'wxyz' } as const,
    }
    const dialog = open({ ...TOKENS, access: { ...QUIET.access, secrets } })
    expect(dialog.getByText(/•••• wxyz, kept in the system keychain/)).toBeTruthy()
    fireEvent.click(dialog.getByRole('button', { name: 'Remove secret' }))
    expect(main.forgetAccessSecret).toHaveBeenCalledWith({ secret: 'token-endpoint' })
  })

  it('leads back to the key', () => {
    const dialog = open(TOKENS)
    choose(dialog, 'api-key')
    fireEvent.click(dialog.getByRole('button', { name: 'Use this key' }))
    expect(main.submitAccess).toHaveBeenCalledWith({ way: 'api-key' })
  })

  it('can be chosen before there is any', () => {
    showApp({ ...QUIET, key: { kind: 'none' }, access: { ...QUIET.access, ready: false } })
    fireEvent.click(screen.getByRole('button', { name: /access of an organisation/ }))
    expect(document.activeElement).toBe(screen.getByLabelText('Way in'))
  })
})
