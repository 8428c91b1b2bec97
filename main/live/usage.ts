import { z } from 'zod'

/** Tokens by kind, such as `prompt` and `promptAudio`, and their `total` as the service counts it. */
export type Usage = Readonly<Record<string, number>> & { readonly total: number }

const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).nullish().catch(null)
const detailsSchema = z
  .array(z.object({ modality: z.string().regex(/^[A-Z][A-Z_]{0,29}$/), tokenCount: count }))
  .nullish()
  .catch(null)
const usageSchema = z.object({
  totalTokenCount: count,
  promptTokenCount: count,
  cachedContentTokenCount: count,
  responseTokenCount: count,
  toolUsePromptTokenCount: count,
  thoughtsTokenCount: count,
  promptTokensDetails: detailsSchema,
  responseTokensDetails: detailsSchema,
})

/** Reads the receipt of a turn; `null` where it tells of no token. Never throws. */
export function readUsage(value: unknown): Usage | null {
  const { data } = usageSchema.safeParse(value)
  if (!data) return null
  const { promptTokenCount: prompt, responseTokenCount: response } = data
  const total = data.totalTokenCount ?? (prompt ?? 0) + (response ?? 0)
  const counts: [string, number | null | undefined][] = [
    ['prompt', prompt],
    ['response', response],
    ['cached', data.cachedContentTokenCount],
    ['toolUse', data.toolUsePromptTokenCount],
    ['thoughts', data.thoughtsTokenCount],
    ...byModality('prompt', data.promptTokensDetails),
    ...byModality('response', data.responseTokensDetails),
  ]
  const told = counts.filter((entry): entry is [string, number] => (entry[1] ?? 0) > 0)
  return total > 0 || told.length > 0 ? { ...Object.fromEntries(told), total } : null
}

type Details = z.infer<typeof detailsSchema>

const byModality = (side: string, details: Details): [string, number | null | undefined][] =>
  (details ?? []).map(({ modality, tokenCount }) => [side + inCamelCase(modality), tokenCount])

/** `AUDIO` to `Audio`. */
const inCamelCase = (modality: string): string =>
  modality
    .toLowerCase()
    .replaceAll(/(?:^|_+)([a-z]?)/g, (_all, letter: string) => letter.toUpperCase())

export function addUsage(one: Usage, other: Usage): Usage {
  const sum: Record<string, number> & { total: number } = { ...one }
  for (const [kind, tokens] of Object.entries(other)) sum[kind] = (sum[kind] ?? 0) + tokens
  return sum
}
