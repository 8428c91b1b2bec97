import { useId, type ReactNode } from 'react'
import type { AccessSecret } from '@contract/access'
import type { AppState } from '@contract/state'
import { sightline } from '../bridge'
import { Button } from '../components/button'
import { words } from '../i18n/words'
import { AccessField } from './access-field'
import { AccessForm } from './access-form'
import { keyStatusText } from './key-status'
import { run } from './ui-store'

interface WayProps {
  readonly app: AppState
}

/** Where a secret stands, and the way to be rid of it; the secret itself never comes here. */
function SecretStatus({ app, secret }: WayProps & { readonly secret: AccessSecret }): ReactNode {
  const status = app.access.secrets[secret]
  return (
    <div className="access-secret">
      <p>{keyStatusText(status, app.run.keyStorage, words.access.secrets[secret])}</p>
      {status.kind !== 'none' && (
        <Button tone="danger" onClick={() => void run(sightline.forgetAccessSecret({ secret }))}>
          {words.access.removeSecret}
        </Button>
      )}
    </div>
  )
}

/** An organisation's service, which gives a token for each connection. */
export function TokenWay({ app }: WayProps): ReactNode {
  const { tokenEndpoint } = app.settings.access
  const versionId = useId()
  const text = words.access.token
  return (
    <AccessForm
      keyStorage={app.run.keyStorage}
      entryOf={(field, keep) => ({
        way: 'token-endpoint',
        url: field('url'),
        apiVersion: field('version') === 'v1beta' ? 'v1beta' : 'v1alpha',
        secret: field('secret') || null,
        keep,
      })}
    >
      <AccessField
        name="url"
        type="url"
        required
        maxLength={2000}
        label={text.url}
        hint={text.urlHint}
        placeholder="https://"
        defaultValue={tokenEndpoint?.url ?? ''}
      />
      <SecretStatus app={app} secret="token-endpoint" />
      <AccessField
        name="secret"
        type="password"
        maxLength={4000}
        label={text.secret}
        hint={text.secretHint}
      />
      <div className="field">
        <label htmlFor={versionId}>{text.version}</label>
        <select id={versionId} name="version" defaultValue={tokenEndpoint?.apiVersion ?? 'v1alpha'}>
          <option value="v1alpha">v1alpha</option>
          <option value="v1beta">v1beta</option>
        </select>
        <p className="hint">{text.versionHint}</p>
      </div>
    </AccessForm>
  )
}

/** Vertex AI with the credentials of a Google account. */
export function VertexAccountWay({ app }: WayProps): ReactNode {
  const { vertex } = app.settings.access
  const text = words.access.vertex
  return (
    <AccessForm
      keyStorage={null}
      entryOf={(field) => ({
        way: 'vertex-account',
        project: field('project'),
        location: field('location'),
        file: field('file') || null,
      })}
    >
      <AccessField
        name="project"
        required
        pattern="[A-Za-z0-9][A-Za-z0-9.:\-]{0,98}"
        label={text.project}
        hint={text.projectHint}
        defaultValue={vertex?.project ?? ''}
      />
      <AccessField
        name="location"
        required
        pattern="[a-z][a-z0-9\-]{1,39}"
        label={text.location}
        hint={text.locationHint}
        defaultValue={vertex?.location ?? 'us-central1'}
      />
      <AccessField
        name="file"
        maxLength={4096}
        label={text.file}
        hint={text.fileHint}
        defaultValue={vertex?.file ?? ''}
      />
    </AccessForm>
  )
}

/** Vertex AI with a key alone. */
export function VertexKeyWay({ app }: WayProps): ReactNode {
  const text = words.access.vertex
  return (
    <AccessForm
      keyStorage={app.run.keyStorage}
      entryOf={(field, keep) => ({ way: 'vertex-key', secret: field('secret') || null, keep })}
    >
      <SecretStatus app={app} secret="vertex-key" />
      <AccessField
        name="secret"
        type="password"
        maxLength={4000}
        required={app.access.secrets['vertex-key'].kind !== 'present'}
        label={text.key}
        hint={text.keyHint}
      />
    </AccessForm>
  )
}
