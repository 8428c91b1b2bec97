/**
 * Reads the weights of a network out of an ONNX file: a tree of protobuf messages, of which only
 * the tensors count here (https://onnx.ai/onnx/repo-docs/onnx.proto). The network itself is written
 * out in `silero.ts`.
 */

/** A field of a message: its number, with the bytes or the number that it holds. */
interface Field {
  readonly number: number
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly value: number
}

/** Protobuf's wire types (https://protobuf.dev/programming-guides/encoding/). */
const VARINT = 0
const FIXED_64 = 1
const BYTES = 2
const FIXED_32 = 5

/** Field numbers of `onnx.proto`. */
const MODEL = { graph: 7 }
const GRAPH = { node: 1 }
const NODE = { attribute: 5 }
const ATTRIBUTE = { name: 1, tensor: 5, graph: 6 }
const TENSOR = { name: 8, rawData: 9 }

/**
 * All named tensors of 32-bit numbers in the branch of this name of the model's one `If`: Silero's
 * `then_branch` is the network for 16 kHz, the other the one for 8 kHz.
 */
export function readBranchWeights(
  file: Uint8Array<ArrayBuffer>,
  branch: string,
): ReadonlyMap<string, Float32Array> {
  const weights = new Map<string, Float32Array>()
  for (const attribute of attributesOf(graphOf(file))) {
    const inside = parts(attribute, ATTRIBUTE.graph)[0]
    if (!inside || textOf(attribute, ATTRIBUTE.name) !== branch) continue
    for (const nested of attributesOf(inside)) {
      for (const tensor of parts(nested, ATTRIBUTE.tensor)) addTensor(weights, tensor)
    }
  }
  return weights
}

function graphOf(file: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const graph = parts(file, MODEL.graph)[0]
  if (!graph) throw new Error('Not an ONNX file')
  return graph
}

const attributesOf = (graph: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>[] =>
  parts(graph, GRAPH.node).flatMap((node) => parts(node, NODE.attribute))

function addTensor(weights: Map<string, Float32Array>, tensor: Uint8Array<ArrayBuffer>): void {
  const name = textOf(tensor, TENSOR.name)
  const raw = parts(tensor, TENSOR.rawData)[0]
  // Copied, as the numbers need not lie at a multiple of four bytes in the file.
  if (name !== '' && raw && raw.length % 4 === 0) {
    weights.set(name, new Float32Array(raw.slice().buffer))
  }
}

const parts = (message: Uint8Array<ArrayBuffer>, number: number): Uint8Array<ArrayBuffer>[] =>
  fieldsOf(message)
    .filter((field) => field.number === number)
    .map(({ bytes }) => bytes)

const textOf = (message: Uint8Array<ArrayBuffer>, number: number): string =>
  new TextDecoder().decode(parts(message, number)[0] ?? new Uint8Array())

function fieldsOf(message: Uint8Array<ArrayBuffer>): Field[] {
  const fields: Field[] = []
  let at = 0
  const varint = (): number => {
    let value = 0
    for (let scale = 1; ; scale *= 128) {
      const byte = message[at]
      if (byte === undefined) throw new Error('The ONNX file ends early')
      at += 1
      value += (byte % 128) * scale
      if (byte < 128) return value
    }
  }
  const skip = (length: number): Uint8Array<ArrayBuffer> => {
    at += length
    return message.subarray(at - length, at)
  }
  const none = new Uint8Array()
  while (at < message.length) {
    const key = varint()
    const number = Math.floor(key / 8)
    switch (key % 8) {
      case VARINT:
        fields.push({ number, bytes: none, value: varint() })
        break
      case BYTES:
        fields.push({ number, bytes: skip(varint()), value: 0 })
        break
      case FIXED_32:
        skip(4)
        break
      case FIXED_64:
        skip(8)
        break
      default:
        throw new Error('Not an ONNX file')
    }
  }
  return fields
}
