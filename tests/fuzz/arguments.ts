/** Arguments for a request: nearly what its schema wants, and anything else that can be cloned. */
import fc from 'fast-check'
import { z } from 'zod'

/** The part of JSON Schema that zod makes of the contract's schemas. */
interface JsonSchema {
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly JsonSchema[]
  readonly oneOf?: readonly JsonSchema[]
  readonly allOf?: readonly JsonSchema[]
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly items?: JsonSchema
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly maxItems?: number
}

const LONGEST_STRING = 60
const MOST_ITEMS = 4

/** Half of what is made is meant to fit. */
export function argumentsFor(schema: z.ZodType): fc.Arbitrary<unknown> {
  const json = z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }) as JsonSchema
  return fc.oneof(
    { weight: 5, arbitrary: fitting(json, 0) },
    { weight: 3, arbitrary: fitting(json, 0.2) },
    { weight: 2, arbitrary: anything },
    { weight: 1, arbitrary: fc.constant(undefined) },
  )
}

const anything: fc.Arbitrary<unknown> = fc.oneof(
  fc.anything({
    maxDepth: 3,
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withTypedArray: true,
    withNullPrototype: true,
  }),
  fc.constantFrom('x'.repeat(100_000), NaN, -0, 2 ** 53, Infinity, [], {}, [[]]),
  fc.json().map((text) => JSON.parse(text) as unknown),
  fc.constant(JSON.parse('{"__proto__":{"text":"x"},"constructor":{}}') as unknown),
)

/** `spoil`: how often something else stands in the place of what belongs there. */
function fitting(schema: JsonSchema, spoil: number): fc.Arbitrary<unknown> {
  const right = whole(schema, spoil)
  if (spoil === 0) return right
  return fc.oneof(
    { weight: Math.round(100 * (1 - spoil)), arbitrary: right },
    { weight: Math.round(100 * spoil), arbitrary: anything },
  )
}

function whole(schema: JsonSchema, spoil: number): fc.Arbitrary<unknown> {
  const { anyOf, oneOf } = schema
  if ('const' in schema) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const choice = anyOf ?? oneOf
  if (choice) return fc.oneof(...choice.map((one) => fitting(one, spoil)))
  switch (schema.type) {
    case 'object':
      return object(schema, spoil)
    case 'array':
      return fc.array(fitting(schema.items ?? {}, spoil), {
        maxLength: Math.min(MOST_ITEMS, schema.maxItems ?? MOST_ITEMS),
      })
    case 'string':
      return text(schema)
    case 'integer':
      return fc.integer(bounds(schema, 2 ** 31 - 1))
    case 'number':
      return fc.double({ ...bounds(schema, 1e9), noNaN: true })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    default:
      // Requests without an argument.
      return fc.constant(undefined)
  }
}

function object(schema: JsonSchema, spoil: number): fc.Arbitrary<unknown> {
  const fields = Object.entries(schema.properties ?? {}).map(
    ([name, field]) => [name, fitting(field, spoil)] as const,
  )
  const right = fc.record(Object.fromEntries(fields), {
    requiredKeys: spoil === 0 ? [...(schema.required ?? [])] : [],
  })
  if (spoil === 0) return right
  const extra = fc.dictionary(fc.string({ maxLength: 8 }), fc.jsonValue(), { maxKeys: 1 })
  return fc.tuple(right, extra).map(([fitted, more]) => ({ ...fitted, ...more }))
}

function text({ minLength = 0, maxLength = LONGEST_STRING }: JsonSchema): fc.Arbitrary<string> {
  const length = { minLength, maxLength: Math.max(minLength, Math.min(maxLength, LONGEST_STRING)) }
  return fc.oneof(
    fc.string(length),
    fc.string({ ...length, unit: 'binary' }),
    fc.constantFrom('gemini-3.8-live', 'Control+Shift+Space', 'screen:0:0', '  x  '),
  )
}

const bounds = ({ minimum, maximum }: JsonSchema, most: number): { min: number; max: number } => ({
  min: Math.max(minimum ?? -most, -most),
  max: Math.min(maximum ?? most, most),
})
