import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

/**
 * A rule that forbids imports by pattern, with the reason that the reader gets.
 * @param {[string[], string][]} groups
 * @returns {Record<string, import('eslint').Linter.RuleEntry>}
 */
const forbid = (...groups) => ({
  'no-restricted-imports': [
    'error',
    { patterns: groups.map(([group, message]) => ({ group, message })) },
  ],
})

/** @typedef {[string[], string]} Group */

/** @type {Group} */
const ELECTRON = [['electron', 'electron/*'], 'Only electron/ and the preloads touch Electron.']
/** @type {Group} */
const NODE = [['node:*'], 'The renderer has no Node.']
/** @type {Group} */
const SIMULATOR = [['@simulator/*', '**/simulator/**'], 'Only electron/demo and tests use it.']
/** @type {Group} */
const ENGINE = [['@main/*', '**/main/**'], 'This folder does not know the engine.']
/** @type {Group} */
const CONTRACT = [
  ['@contract/*', '**/preload/**'],
  'An independent reading imports nothing of ours.',
]

const DOMAINS = ['live', 'vision', 'transcript', 'tools', 'settings']

/** The domains of the engine do not know one another; engine.ts joins them. */
const domainRules = DOMAINS.map((domain) => ({
  files: [`main/${domain}/**/*.ts`],
  ignores: ['**/*.test.ts'],
  rules: forbid(ELECTRON, SIMULATOR, [
    DOMAINS.filter((other) => other !== domain).flatMap((other) => [
      `@main/${other}/*`,
      `../${other}/*`,
    ]),
    'Domains do not import one another: join them in engine.ts.',
  ]),
}))

/**
 * The untyped doors between processes are each opened in one file.
 * @param {string[]} allowed
 */
const doors = (...allowed) =>
  [
    ['ipcMain', 'electron/ipc/typed-ipc.ts'],
    ['ipcRenderer', 'preload/*.ts'],
  ]
    .filter(([, file]) => !allowed.includes(file ?? ''))
    .map(([name, file]) => ({
      selector: `Identifier[name='${name}']`,
      message: `${name} is used in ${file} alone.`,
    }))

export default tseslint.config(
  {
    ignores: [
      'out/**',
      'dist/**',
      'release/**',
      'node_modules/**',
      'test-results/**',
      'playwright-report/**',
    ],
  },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        project: [
          'tsconfig.node.json',
          'tsconfig.preload.json',
          'tsconfig.web.json',
          'tsconfig.tests.json',
        ],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-misused-promises': 'error',
      'no-console': 'error',
      eqeqeq: ['error', 'always'],
      'no-restricted-syntax': ['error', ...doors()],
    },
  },
  ...domainRules,
  {
    files: ['main/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: forbid(ELECTRON, SIMULATOR),
  },
  { files: ['simulator/**/*.ts'], rules: forbid(ELECTRON, ENGINE, CONTRACT) },
  { files: ['preload/contract/**/*.ts'], rules: forbid(ELECTRON, ENGINE, SIMULATOR, NODE) },
  { files: ['renderer/**/*.{ts,tsx}'], rules: forbid(ELECTRON, ENGINE, SIMULATOR, NODE) },
  {
    files: ['electron/**/*.ts'],
    ignores: ['electron/demo/**', '**/*.test.ts'],
    rules: forbid(SIMULATOR, [['**/renderer/**'], 'The shell does not import the renderer.']),
  },
  {
    files: ['electron/ipc/typed-ipc.ts'],
    rules: { 'no-restricted-syntax': ['error', ...doors('electron/ipc/typed-ipc.ts')] },
  },
  {
    files: ['preload/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...doors('preload/*.ts')] },
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: reactHooks.configs.recommended.rules,
  },
  {
    // Scripts that run under plain Node talk to a terminal.
    files: ['electron/runtime/**', 'simulator/command-line.ts', 'bench/**', '**/*.mjs'],
    rules: { 'no-console': 'off' },
  },
  { files: ['**/*.mjs'], ...tseslint.configs.disableTypeChecked },
)
