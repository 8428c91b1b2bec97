/** What the workflow files say, as far as it is checked. */
import { parse } from 'yaml'
import { z } from 'zod'
import { filesBelow, read } from '../project-files'

const stepSchema = z.strictObject({
  name: z.string().optional(),
  if: z.string().optional(),
  uses: z.string().optional(),
  run: z.string().optional(),
  with: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  env: z.record(z.string(), z.string()).optional(),
})
export type Step = z.infer<typeof stepSchema>

const rightsSchema = z.record(z.string(), z.enum(['read', 'write', 'none']))

const jobSchema = z.strictObject({
  if: z.string().optional(),
  needs: z.string().optional(),
  'runs-on': z.string(),
  container: z.strictObject({ image: z.string(), options: z.string().optional() }).optional(),
  strategy: z
    .strictObject({
      'fail-fast': z.boolean().optional(),
      matrix: z.record(z.string(), z.array(z.string())),
    })
    .optional(),
  'timeout-minutes': z.int().min(1).max(360),
  environment: z.string().optional(),
  permissions: rightsSchema.optional(),
  steps: z.array(stepSchema).min(1),
})
export type Job = z.infer<typeof jobSchema>

const workflowSchema = z.strictObject({
  name: z.string(),
  on: z.record(z.string(), z.unknown()),
  permissions: rightsSchema,
  concurrency: z.unknown().optional(),
  jobs: z.record(z.string(), jobSchema),
})
export type Workflow = z.infer<typeof workflowSchema>

/** Each workflow by its file's name; one that has another shape than is known here throws. */
export const workflows = (): [name: string, workflow: Workflow][] =>
  filesBelow('.github/workflows').map((path) => [
    path.replace('.github/workflows/', ''),
    workflowSchema.parse(parse(read(path), { strict: true, uniqueKeys: true })),
  ])

/** What a matrix makes of `${{ matrix.x }}` in a text: one text for each value. */
export function spelledOut(text: string, { strategy }: Job): string[] {
  const used = /\$\{\{ matrix\.(\w+) \}\}/.exec(text)
  if (!used) return [text]
  const values = strategy?.matrix[used[1] ?? ''] ?? []
  return values.map((value) => text.replaceAll(used[0], value))
}
