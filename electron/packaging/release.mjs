/**
 * `npm run release`: makes the packages of this version for the system that it runs on, from a clean
 * clone, and puts them into `release/` with a bill of materials, the notices of licences and
 * checksums. `docs/releasing.md` says the rest.
 *
 * `npm run release -- --rehearsal` goes the same way on the runtime of the tests: no tag is needed,
 * only what can be made without downloads is made, and the names say that it is not for use.
 *
 * A clean clone has no modules yet, so that nothing here may need one before they are installed.
 */
import { capture, npmCommand, runOnTerminal } from '../runtime/command.mjs'
import { projectFolder } from '../runtime/paths.mjs'
import { NotReady, runScript, say } from '../runtime/terminal.mjs'
import { releaseFacts } from './release-facts.mjs'
import { releaseProblems } from './release-rules.mjs'

runScript(async () => {
  const isRehearsal = readArguments(process.argv.slice(2))
  const problems = releaseProblems(await releaseFacts(), { isRehearsal })
  if (problems.length > 0) throw new NotReady(`No release is made.\n${problems.join('\n')}`)
  say('Installing what package-lock.json names …')
  const install = ['ci', '--no-audit', '--no-fund', '--loglevel=error']
  const { code, stderr } = await capture(...npmCommand(install), { cwd: projectFolder })
  if (code !== 0) throw new NotReady(`npm could not install the modules:\n${stderr.trim()}`)
  const { releaseElectron, makeRelease } = await import('./make-release.mjs')
  const electron = await releaseElectron({ isRehearsal })
  if (!isRehearsal) await check()
  await makeRelease(electron)
  return 0
})

/** @param {readonly string[]} args */
function readArguments(args) {
  const unknown = args.find((arg) => arg !== '--rehearsal')
  if (unknown !== undefined) throw new NotReady(`${unknown} is not known; --rehearsal is.`)
  return args.includes('--rehearsal')
}

async function check() {
  say('Checking format, lint, types and units …')
  const code = await runOnTerminal(...npmCommand(['run', 'check', '--', '--all']), {
    cwd: projectFolder,
  })
  if (code !== 0) throw new NotReady('No release is made: npm run check -- --all failed.')
}
