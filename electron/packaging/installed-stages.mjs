/**
 * What `npm run test:package` goes through: packages are made, installed, used, upgraded and removed.
 * It changes the system that it runs on, and leaves it as it was.
 */
import { existsSync, rmSync } from 'node:fs'
import { SIGNALS, capture, hasCommand, runOnTerminal } from '../runtime/command.mjs'
import { projectFolder } from '../runtime/paths.mjs'
import { isRoot } from '../runtime/sandbox.mjs'
import { say } from '../runtime/terminal.mjs'
import { NO_TESTS, readPlaywrightReport } from '../runtime/test-reports.mjs'
import { playwright, playwrightReport } from '../runtime/test-stages.mjs'
import { makePackagesForTests } from './packages-for-tests.mjs'
import { EXECUTABLE } from './product.mjs'
import { withTestUser } from './test-user.mjs'

/**
 * @typedef {import('../runtime/test-stages.mjs').Stage} Stage
 * @typedef {{ deb: string, newerDeb: string }} Packages
 */

/** Under one of these names apt knows it. */
const PACKAGE_NAMES = [EXECUTABLE, `${EXECUTABLE}-test-runtime`]
const TOOLS = ['apt-get', 'dpkg-query', 'setpriv', 'unshare', 'useradd', 'userdel']

/**
 * @param {readonly string[]} args for `playwright test`
 * @returns {Promise<readonly Stage[]>}
 */
export async function installedStages(args) {
  const reason = await whyNot()
  if (reason !== null) return [skipped(reason)]
  /** @type {Packages | undefined} */
  let packages
  return [
    {
      title: 'Packages',
      async run() {
        packages = await makePackagesForTests()
        return { code: 0, counts: NO_TESTS }
      },
    },
    {
      title: 'The installed app',
      run: async () => {
        if (packages === undefined) throw new Error('No packages were made.')
        return testInstalled(packages, args)
      },
    },
  ]
}

/** Why it may not run here; `null` when it may. */
async function whyNot() {
  if (!isRoot()) return 'only root can install a package'
  if (!existsSync('/etc/debian_version')) return 'this is no Debian'
  const missing = TOOLS.filter((tool) => !hasCommand(tool))
  if (missing.length > 0) return `missing on this system: ${missing.join(', ')}`
  if (!(await canHaveSandbox())) return 'Chromium has nothing here to make its sandbox of'
  const there = await installedNames()
  // It is a person's own, and would be removed at the end.
  if (there.length > 0) return `${there.join(', ')} is installed here already`
  return existsSync('/opt/Sightline') ? '/opt/Sightline is there already' : null
}

/** Of user namespaces, or by the helper that belongs to root: some containers have neither. */
async function canHaveSandbox() {
  const nobody = ['--reuid=65534', '--regid=65534', '--clear-groups', '--']
  const asNobody = await capture('setpriv', [...nobody, 'unshare', '--user', 'true'], { cwd: '/' })
  const asRoot = await capture('unshare', ['--pid', '--net', '--fork', 'true'])
  return asNobody.code === 0 || asRoot.code === 0
}

/** @param {string} reason */
function skipped(reason) {
  return {
    title: 'The installed app',
    async run() {
      say(`Skipped: ${reason}.`)
      return { code: 0, counts: { ...NO_TESTS, skipped: 1 } }
    },
  }
}

/**
 * @param {Packages} packages
 * @param {readonly string[]} args
 */
async function testInstalled({ deb, newerDeb }, args) {
  rmSync(playwrightReport, { force: true })
  const config = ['-c', 'tests/package/playwright.config.ts']
  // A signal ends the tests, and not us before all is removed.
  for (const signal of SIGNALS) process.on(signal, stayAlive)
  try {
    const code = await withTestUser(({ name, home }) =>
      runOnTerminal(process.execPath, [playwright, 'test', ...config, ...args], {
        cwd: projectFolder,
        env: {
          ...process.env,
          SIGHTLINE_DEB: deb,
          SIGHTLINE_NEWER_DEB: newerDeb,
          SIGHTLINE_TEST_USER: name,
          SIGHTLINE_TEST_HOME: home,
        },
      }),
    )
    return { code, counts: readPlaywrightReport(playwrightReport) }
  } finally {
    await removeWhatIsLeft()
    for (const signal of SIGNALS) process.off(signal, stayAlive)
  }
}

function stayAlive() {
  say('Ending, and removing what was installed …')
}

/** A test that failed has left it installed. */
async function removeWhatIsLeft() {
  const left = await installedNames()
  if (left.length === 0) return
  say(`Removing ${left.join(', ')} …`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await capture('apt-get', ['purge', '-y', '-q', ...left], { env })
}

async function installedNames() {
  const { stdout } = await capture('dpkg-query', [
    '--show',
    '--showformat=${Package}\n',
    ...PACKAGE_NAMES,
  ])
  return stdout.split('\n').filter((line) => line !== '')
}
