import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { WebContents } from 'electron'

/** Saves what the page shows as a PNG in the system's folder for such files; returns its path. */
export async function saveScreenshot(contents: WebContents): Promise<string> {
  const path = join(tmpdir(), `sightline-demo-${Date.now()}.png`)
  const picture = await contents.capturePage()
  await writeFile(path, picture.toPNG())
  return path
}
