/** Disks of the tests' own, small ones and such as take no writes. Root alone can mount them. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** Left over when a disk is filled, at most, in bytes. */
const PIECE_BYTES = 4_096

const newPlace = (): string => mkdtempSync(join(tmpdir(), 'sightline-disk-'))
const mount = (...args: string[]): void => {
  execFileSync('mount', args, { stdio: 'ignore' })
}
function unmount(folder: string): void {
  execFileSync('umount', ['--lazy', folder], { stdio: 'ignore' })
  rmdirSync(folder)
}

/** Whether this user may mount disks here. */
export function canMount(): boolean {
  const folder = newPlace()
  try {
    mount('-t', 'tmpfs', '-o', 'size=64k', 'sightline', folder)
    unmount(folder)
    return true
  } catch {
    rmSync(folder, { recursive: true, force: true })
    return false
  }
}

/** A disk in memory. */
export interface Disk {
  readonly folder: string
  /** Leaves no space on it. */
  fill(): void
  /** Takes back what `fill` took. */
  free(): void
  writable(is: boolean): void
}

/** Is gone after the test. */
export function smallDisk(size: `${number}m`): Disk {
  const folder = newPlace()
  mount('-t', 'tmpfs', '-o', `size=${size},mode=700`, 'sightline', folder)
  onTestFinished(() => unmount(folder))
  const ballast = join(folder, 'ballast')
  return {
    folder,
    fill: () => fillUp(ballast),
    free: () => rmSync(ballast, { force: true }),
    writable: (is) => mount('-o', `remount,${is ? 'rw' : 'ro'}`, folder),
  }
}

function fillUp(path: string): void {
  for (;;) {
    try {
      writeFileSync(path, Buffer.alloc(PIECE_BYTES), { flag: 'a' })
    } catch {
      return
    }
  }
}
