/** The workflows, which no test here can run: what can be said of them without. */
import { describe, expect, it } from 'vitest'
import { read } from '../project-files'
import { packageFile } from './packages'
import { spelledOut, workflows, type Job, type Step } from './workflows'

/** By version, or by the commit's hash with the version behind it. */
const PINNED = /^[\w-]+\/[\w-]+@(v\d+\.\d+\.\d+|[0-9a-f]{40})$/
const RUNNERS = new Set(['ubuntu-24.04', 'macos-15', 'windows-2025'])
/** What a token of a workflow may be good for, beyond reading the sources, and in which job. */
const RIGHTS: Readonly<Record<string, readonly string[]>> = {
  'release.yml attest': ['contents: read', 'id-token: write', 'attestations: write'],
  'release.yml draft': ['contents: write'],
}

const all = workflows()
const jobs = all.flatMap(([file, { jobs }]) =>
  Object.entries(jobs).map(([name, job]) => ({ file, name, job })),
)
const steps = jobs.flatMap(({ job }) => job.steps.map((step) => ({ step, job })))
const pageOfActions = read('docs/continuous-integration.md')

/** The npm scripts that a step runs. */
const scriptsOf = ({ run = '' }: Step, job: Job): string[] =>
  spelledOut(run, job).flatMap((text) =>
    [...text.matchAll(/\bnpm (?:run (?:--silent )?([\w:]+)|(test|start))\b/g)].map(
      ([, script, short]) => script ?? short ?? '',
    ),
  )

describe('workflows', () => {
  it('are there, for the three systems', () => {
    expect(all.map(([file]) => file).sort()).toEqual(['ci.yml', 'nightly.yml', 'release.yml'])
    const systems = jobs.flatMap(({ job }) => spelledOut(job['runs-on'], job))
    expect(new Set(systems)).toEqual(RUNNERS)
  })

  it('call npm scripts that are there', () => {
    const { scripts } = packageFile()
    const called = new Set(steps.flatMap(({ step, job }) => scriptsOf(step, job)))
    for (const script of ['test', 'lint', 'types', 'faults', 'soak', 'release']) {
      expect([...called]).toContain(script)
    }
    expect([...called].filter((script) => !(script in scripts))).toEqual([])
  })

  it('take actions in one version, which the document lists', () => {
    const uses = steps.flatMap(({ step }) => step.uses ?? [])
    expect(uses.length).toBeGreaterThan(5)
    expect(uses.filter((action) => !PINNED.test(action))).toEqual([])
    const missing = uses.filter((action) => {
      const [name = '', version = ''] = action.split('@')
      const row = new RegExp(`\\| \`${name}\` +\\| ${version.replaceAll('.', '\\.')} +\\|`)
      return version.startsWith('v') && !row.test(pageOfActions)
    })
    expect(missing).toEqual([])
  })

  it('name images by their exact version', () => {
    const images = jobs.flatMap(({ job }) => job.container?.image ?? [])
    expect(images.length).toBeGreaterThan(0)
    expect(images.filter((image) => !/:\d+\.\d+\.\d+-/.test(image))).toEqual([])
  })

  it.each(all)('%s may read the sources, and no job more than it needs', (file, workflow) => {
    expect(workflow.permissions).toEqual({ contents: 'read' })
    for (const [name, { permissions }] of Object.entries(workflow.jobs)) {
      const rights = Object.entries(permissions ?? {}).map(([right, level]) => `${right}: ${level}`)
      expect(rights, name).toEqual(RIGHTS[`${file} ${name}`] ?? [])
    }
  })

  it('never run a change of a stranger with secrets', () => {
    for (const [file, { on }] of all) {
      expect(Object.keys(on), file).not.toContain('pull_request_target')
    }
    const withSecrets = jobs.filter(({ job }) => JSON.stringify(job).includes('secrets.'))
    expect(withSecrets.map(({ file }) => file)).toEqual(['release.yml'])
    expect(withSecrets.every(({ job }) => job.environment === 'release')).toBe(true)
  })

  it('put nothing that a stranger writes into a command', () => {
    const written = steps.flatMap(({ step }) => step.run ?? [])
    expect(written.filter((run) => /\$\{\{ *(github|inputs|env)\b/.test(run))).toEqual([])
  })

  it('leave no token with the sources, and run no install script', () => {
    for (const { step } of steps) {
      if (step.uses?.startsWith('actions/checkout@')) {
        expect(step.with).toEqual({ 'persist-credentials': false })
      }
      if (step.run?.startsWith('npm ci')) expect(step.run).toBe('npm ci --ignore-scripts')
    }
    const allowed = Object.values(packageFile().allowScripts)
    expect(allowed.some((isAllowed) => isAllowed)).toBe(false)
  })
})

describe('spelledOut', () => {
  const job: Job = {
    'runs-on': 'x',
    strategy: { matrix: { system: ['a', 'b'] } },
    'timeout-minutes': 1,
    steps: [{}],
  }

  it.each([
    ['npm test', ['npm test']],
    ['on ${{ matrix.system }}', ['on a', 'on b']],
    ['on ${{ matrix.other }}', []],
  ])('%s', (text, expected) => {
    expect(spelledOut(text, job)).toEqual(expected)
  })
})
