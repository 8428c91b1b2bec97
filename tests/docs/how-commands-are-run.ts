/** How each command of the documents is run by `commands.spec.ts`, or why it is not. */

/** When a command that was run has done what it is to do. */
export type Proof =
  /** It ends, without a failure. */
  | { readonly kind: 'ends'; readonly says?: RegExp }
  /** The app's window is there; then it is told to end. */
  | { readonly kind: 'window' }
  /** It says this, and goes on until it is told to end. */
  | { readonly kind: 'serves'; readonly says: RegExp }

export interface Run {
  readonly command: string
  readonly proof: Proof
  /** What is run instead, where the command itself takes too long: the same with other numbers. */
  readonly smaller?: string
}

const ENDS: Proof = { kind: 'ends' }

/** In the order in which they are run: the first makes the others possible. */
export const RUN: readonly Run[] = [
  { command: 'npm ci', proof: ENDS },
  { command: 'npm start', proof: { kind: 'window' } },
  { command: 'npm run demo', proof: { kind: 'window' } },
  { command: 'npm run demo -- --script', proof: { kind: 'ends', says: /interrupt/i } },
  { command: 'npm run build', proof: ENDS },
  {
    command: 'npm run --silent electron:path',
    proof: { kind: 'ends', says: /^\/.*electron$/im },
  },
  { command: 'npm run simulator -- --help', proof: { kind: 'ends', says: /--scenario NAME/ } },
  { command: 'npm run simulator', proof: { kind: 'serves', says: /listening at http:/ } },
  {
    command: 'npm run library:make -- --lines 1000000 --conversations 5000 --folder X',
    smaller: 'npm run library:make -- --lines 2000 --conversations 20 --folder X',
    proof: ENDS,
  },
  {
    command: 'npm run bench:library -- --folder X',
    proof: { kind: 'ends', says: /median/ },
  },
]

/** Lines of one block, which need one shell: up to the service that it starts. */
export const TOKEN_SERVICE = {
  document: 'examples/token-service/README.md',
  commands: [
    'cd examples/token-service',
    'npm install',
    'export GEMINI_API_KEY=…',
    'export TOKEN_SERVICE_BEARER="$(openssl rand -hex 32)"',
    'npm start',
  ],
  says: /Listening at http:/,
} as const

const RUNS_TESTS = 'it runs tests itself'
const LONG = 'it is a measurement of many minutes'

/** What is not run here, and why; its script, files and titles are looked at all the same. */
export const NOT_RUN: readonly { readonly command: RegExp; readonly why: string }[] = [
  { command: /^npm (test|run (check|unit|lint|types|e2e|faults|fuzz|soak))\b/, why: RUNS_TESTS },
  { command: /^npm run (test:long|test:package|faults:audio)\b/, why: RUNS_TESTS },
  { command: /^tests\/bare\/run-in-chroot\.sh$/, why: RUNS_TESTS },
  { command: /^(\w+=\S+ )?npm run (e2e|bench)\b/, why: LONG },
  {
    command: /^SIGHTLINE_UPDATE_FEED=\S+ npm start$/,
    why: 'a local feed and packages are needed, which the tests of updates have',
  },
  { command: /^curl .*\/token\b/, why: 'the service asks Google for a token with a real key' },
  {
    command: /^npm run (package:\w+|release)\b/,
    why: 'packages are made and installed by tests of their own',
  },
]
