import type { AccessSecret, AccessWay } from '@contract/access'

/** The words of the ways in. */
export const access = {
  access: {
    title: 'Way in',
    ways: {
      'api-key': 'API key of Google AI Studio',
      'token-endpoint': 'Token service of an organisation',
      'vertex-account': 'Vertex AI with a Google account',
      'vertex-key': 'Vertex AI with an API key',
    } satisfies Record<AccessWay, string>,
    hints: {
      'api-key': 'Gemini is reached with a key of your own.',
      'token-endpoint':
        'Your organisation’s service is asked for a short-lived token for each connection.',
      'vertex-account': 'Gemini is reached through a project of Google Cloud.',
      'vertex-key': 'Gemini is reached through Google Cloud with a key alone (express mode).',
    } satisfies Record<AccessWay, string>,
    notUsed: (used: string) => `Not in use yet; now in use: ${used}.`,
    submit: 'Check and use',
    checked: 'Checked. Conversations use this way in from now on.',
    useKey: 'Use this key',
    removeSecret: 'Remove secret',
    secrets: {
      'token-endpoint': {
        none: 'No secret is stored for this address.',
        unreadable: 'A secret is stored but cannot be read now. It is kept.',
      },
      'vertex-key': {
        none: 'No key for Vertex AI is stored.',
        unreadable: 'A key is stored but cannot be read now. It is kept.',
      },
    } satisfies Record<AccessSecret, { none: string; unreadable: string }>,
    token: {
      url: {
        label: 'Address of the service',
        hint: 'Begins with https://. Your administrator knows it.',
      },
      secret: {
        label: 'Secret for the service',
        hint: 'A bearer token, or a header such as “X-Api-Key: …”. Left empty, what is stored stays.',
      },
      version: {
        label: 'Version of the API',
        hint: 'Used where the service does not say in which it mints its tokens.',
      },
    },
    vertex: {
      project: {
        label: 'Project',
        hint: 'The id of a Google Cloud project in which Vertex AI is enabled.',
      },
      location: { label: 'Location', hint: 'Such as us-central1, europe-west4 or global.' },
      file: {
        label: 'File of credentials',
        hint: 'Path of a file of a user or a service account. Left empty, the one of “gcloud auth application-default login” is used.',
      },
      key: { label: 'API key of Vertex AI', hint: 'Left empty, the key that is stored stays.' },
    },
  },
}
