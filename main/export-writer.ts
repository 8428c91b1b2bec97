/** Writing exported documents to the disk, each whole or not at all. */
import { randomUUID } from 'node:crypto'
import { access, open, rename, rm, type FileHandle } from 'node:fs/promises'
import { dirname, join, parse } from 'node:path'
import type { ExportStep } from './transcript/export/export-conversations'

interface Document {
  readonly path: string
  readonly draft: string
  readonly handle: FileHandle
}

/**
 * Writes the documents one after the other. A document stands under its name only once all of it is on
 * the disk.
 *
 * @param pathOf where a document of this name goes
 * @returns how many were written
 * @throws what the system says; the document that was begun is gone then, those before it stay
 */
export async function writeDocuments(
  steps: AsyncIterable<ExportStep>,
  pathOf: (name: string) => Promise<string>,
): Promise<number> {
  let document: Document | null = null
  let written = 0
  try {
    for await (const step of steps) {
      if (step.kind === 'text') await document?.handle.write(step.text)
      else {
        if (document !== null) await finish(document)
        document = await begin(await pathOf(step.name))
        written += 1
      }
    }
    if (document !== null) await finish(document)
    return written
  } catch (error) {
    if (document !== null) await abandon(document)
    throw error
  }
}

async function begin(path: string): Promise<Document> {
  // Beside its place: a rename does not cross disks.
  const draft = join(dirname(path), `.${randomUUID()}.part`)
  return { path, draft, handle: await open(draft, 'wx', 0o600) }
}

async function finish({ path, draft, handle }: Document): Promise<void> {
  await handle.sync()
  await handle.close()
  await rename(draft, path)
}

async function abandon({ draft, handle }: Document): Promise<void> {
  await handle.close().catch(() => undefined)
  await rm(draft, { force: true })
}

/** A path in the folder that nothing has: `name`, else numbered. */
export async function freePath(folder: string, name: string): Promise<string> {
  const { name: stem, ext } = parse(name)
  for (let number = 1; ; number += 1) {
    const path = join(folder, number === 1 ? name : `${stem} (${number})${ext}`)
    if (!(await exists(path))) return path
  }
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )
