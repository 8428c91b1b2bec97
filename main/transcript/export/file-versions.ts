/** Files of older versions, step by step. A step that was shipped is never changed. */
import { z } from 'zod'
import { FILE_FORMAT } from './conversation-file'
import { ImportError } from './import-problem'

/** Makes a file of one version into one of the next; what it finds need not be as it should. */
export type Upgrade = (file: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>

/** Each takes a file from the version that is its index plus one to the next. Version 1 is the first. */
const UPGRADES: readonly Upgrade[] = []

const markSchema = z.object({ format: z.literal(FILE_FORMAT), version: z.int().min(1) })
const objectSchema = z.record(z.string(), z.unknown())

/**
 * A file of ours as the newest version would have written it.
 *
 * @throws ImportError for a file that is not ours, or newer
 */
export function upgraded(
  file: unknown,
  upgrades: readonly Upgrade[] = UPGRADES,
): Readonly<Record<string, unknown>> {
  const mark = markSchema.safeParse(file)
  const object = objectSchema.safeParse(file)
  if (!mark.success || !object.success) throw new ImportError({ kind: 'foreign' })
  const { version } = mark.data
  if (version > upgrades.length + 1) throw new ImportError({ kind: 'newer', version })
  return upgrades.slice(version - 1).reduce((newer, upgrade) => upgrade(newer), object.data)
}
