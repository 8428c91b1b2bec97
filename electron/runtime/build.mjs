/** Building the app into out/. It takes about a second, so it is always done. */
import { join } from 'node:path'
import { capture } from './command.mjs'
import { projectFolder } from './paths.mjs'
import { NotReady } from './terminal.mjs'

const electronVite = join(projectFolder, 'node_modules/electron-vite/bin/electron-vite.js')

/** Quiet when all is well; a failure shows what the build said. */
export async function build() {
  const args = [electronVite, 'build', '--logLevel', 'warn']
  const { code, stdout, stderr } = await capture(process.execPath, args, { cwd: projectFolder })
  if (code !== 0) throw new NotReady(`The build failed.\n${stdout}\n${stderr}`)
}
