import { useId, type ComponentProps, type ReactNode } from 'react'
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

interface SecretFieldProps extends WayProps {
  readonly secret: AccessSecret
  readonly text: ComponentProps<typeof AccessField>['text']
  /** A way without it is none. */
  readonly needed?: boolean
}

/** Where a secret stands, and the ways to enter one and to be rid of it; it never comes here itself. */
function SecretField({ app, secret, text, needed = false }: SecretFieldProps): ReactNode {
  const status = app.access.secrets[secret]
  return (
    <>
      <div className="access-secret">
        <p>{keyStatusText(status, app.run.keyStorage, words.access.secrets[secret])}</p>
        {status.kind !== 'none' && (
          <Button tone="danger" onClick={() => void run(sightline.forgetAccessSecret({ secret }))}>
            {words.access.removeSecret}
          </Button>
        )}
      </div>
      <AccessField
        name="secret"
        type="password"
        maxLength={4000}
        required={needed && status.kind !== 'present'}
        text={text}
      />
    </>
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
        text={text.url}
        placeholder="https://"
        defaultValue={tokenEndpoint?.url ?? ''}
      />
      <SecretField app={app} secret="token-endpoint" text={text.secret} />
      <div className="field">
        <label htmlFor={versionId}>{text.version.label}</label>
        <select id={versionId} name="version" defaultValue={tokenEndpoint?.apiVersion ?? 'v1alpha'}>
          <option value="v1alpha">v1alpha</option>
          <option value="v1beta">v1beta</option>
        </select>
        <p className="hint">{text.version.hint}</p>
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
        text={text.project}
        defaultValue={vertex?.project ?? ''}
      />
      <AccessField
        name="location"
        required
        pattern="[a-z][a-z0-9\-]{1,39}"
        text={text.location}
        defaultValue={vertex?.location ?? 'us-central1'}
      />
      <AccessField
        name="file"
        maxLength={4096}
        text={text.file}
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
      <SecretField app={app} secret="vertex-key" text={text.key} needed />
    </AccessForm>
  )
}
