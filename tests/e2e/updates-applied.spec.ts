/** Installing: real packages, made and installed here by the real electron-updater. Needs root and Debian. */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import type { ElectronApplication } from '@playwright/test'
import { everyProcess, isRunning } from '../faults/e2e/processes'
import { expect } from './app'
import { bar, checkNow, openUpdates, test } from './updating'

/** A package of its own stands in for the app's, so that nothing of this computer is replaced. */
const PROBE = 'sightline-update-probe'
/** By this argument the next start is known, which Playwright does not. */
const MARK = '--update-probe'

test.skip(
  process.getuid?.() !== 0 || !existsSync('/usr/bin/dpkg-deb'),
  'Only root may install packages, and only Debian has these.',
)

/** Makes a package of this version with one file in it. */
async function makeDeb(folder: string, version: string): Promise<string> {
  const root = join(folder, version)
  await mkdir(join(root, 'DEBIAN'), { recursive: true })
  await mkdir(join(root, 'usr/share', PROBE), { recursive: true })
  await writeFile(join(root, 'usr/share', PROBE, 'version'), version)
  const fields = [
    `Package: ${PROBE}`,
    `Version: ${version}`,
    'Architecture: all',
    'Maintainer: Sightline contributors <maintainers@sightline.invalid>',
    'Description: what the tests of updates install and remove',
    '',
  ]
  await writeFile(join(root, 'DEBIAN/control'), fields.join('\n'))
  const deb = join(folder, `${PROBE}_${version}_all.deb`)
  execFileSync('dpkg-deb', ['--root-owner-group', '--build', root, deb], { stdio: 'ignore' })
  return deb
}

const installedVersion = (): string =>
  execFileSync('dpkg-query', ['-W', '-f', '${Version}', PROBE], { encoding: 'utf8' })

const ended = (app: ElectronApplication): Promise<unknown> =>
  new Promise((resolve) => app.process().once('exit', resolve))

/** Waits for the start that follows by itself, ends it, and returns its arguments. */
async function endNextStart(): Promise<string> {
  const find = () =>
    everyProcess().find(({ args }) => args.includes(MARK) && !args.includes('--type='))
  await expect.poll(() => find()?.pid, { timeout: 20_000 }).toBeDefined()
  const { pid = 0, args = '' } = find() ?? {}
  process.kill(pid, 'SIGTERM')
  await expect.poll(() => isRunning(pid)).toBe(false)
  return args
}

test('an update is applied: the package is upgraded, and the app starts again', async ({
  feed,
  launchUpdating,
}, info) => {
  const folder = info.outputPath('packages')
  execFileSync('dpkg', ['-i', await makeDeb(folder, '0.1.0')], { stdio: 'ignore' })
  try {
    expect(installedVersion()).toBe('0.1.0')
    const bytes = await readFile(await makeDeb(folder, '0.2.0'))
    feed.offer({ version: '0.2.0', file: { name: `${PROBE}_0.2.0_all.deb`, bytes } })
    const { app, window, output } = await launchUpdating({ args: [MARK] })
    await checkNow(await openUpdates(window))
    await window.keyboard.press('Escape')
    await bar(window).getByRole('button', { name: 'Download' }).click()
    expect(installedVersion()).toBe('0.1.0')
    const end = ended(app)
    await bar(window).getByRole('button', { name: 'Restart and install' }).click()
    await end
    expect(installedVersion()).toBe('0.2.0')
    expect(await readFile(`/usr/share/${PROBE}/version`, 'utf8')).toBe('0.2.0')
    // All was closed in order before, and nothing of the app ran meanwhile.
    expect(output()).toMatch(
      /"event":"update-installed","outcome":"installed"[\s\S]*"isLate":false/,
    )
    expect(await endNextStart()).toContain('--updated-to=0.2.0')
  } finally {
    execFileSync('dpkg', ['--purge', PROBE], { stdio: 'ignore' })
  }
})

test('an update that the system does not install leaves the app as it was, and says so', async ({
  feed,
  launchUpdating,
}, info) => {
  // As they are when another program holds their lock, or the disk is full.
  const programs = info.outputPath('programs')
  await mkdir(programs, { recursive: true })
  for (const name of ['dpkg', 'apt-get']) {
    await writeFile(join(programs, name), '#!/bin/sh\necho locked >&2\nexit 2\n')
    await chmod(join(programs, name), 0o755)
  }
  const bytes = await readFile(await makeDeb(info.outputPath('packages'), '0.2.0'))
  feed.offer({ version: '0.2.0', file: { name: `${PROBE}_0.2.0_all.deb`, bytes } })
  const env = { PATH: `${programs}${delimiter}${process.env.PATH ?? ''}` }
  const userData = info.outputPath('profile')
  const { app, window } = await launchUpdating({ args: [MARK], env, userData })
  await checkNow(await openUpdates(window))
  await window.keyboard.press('Escape')
  await bar(window).getByRole('button', { name: 'Download' }).click()
  const end = ended(app)
  await bar(window).getByRole('button', { name: 'Restart and install' }).click()
  await end
  expect(await endNextStart()).toContain('--updated-to=none')

  const next = await launchUpdating({ args: ['--updated-to=none'], userData })
  await expect(next.window.getByText('Update not installed')).toBeVisible()
})
