/** The app's processes, and how a test ends or stops one. */
import { readdirSync, readFileSync } from 'node:fs'
import type { ElectronApplication } from '@playwright/test'

/** Ids of the app's processes of this kind, such as `GPU` or `Network Service`. */
export const pidsOf = (app: ElectronApplication, kind: string): Promise<number[]> =>
  app.evaluate(
    ({ app: electron }, name) =>
      electron
        .getAppMetrics()
        .filter((each) => each.type === name || each.name === name || each.serviceName === name)
        .map(({ pid }) => pid),
    kind,
  )

/** The process of the (only) window's page. */
export const pagePid = (app: ElectronApplication): Promise<number> =>
  app.evaluate(
    ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0,
  )

export const windowCount = (app: ElectronApplication): Promise<number> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)

export interface OtherProcess {
  readonly pid: number
  /** NUL stands between the parts. */
  readonly args: string
  readonly environment: string
}

/** Every process of this computer that may be read (Linux). */
export function everyProcess(): OtherProcess[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const read = (file: string): string => readFileSync(`/proc/${name}/${file}`, 'latin1')
        return [{ pid: Number(name), args: read('cmdline'), environment: read('environ') }]
      } catch {
        return [] // it has ended
      }
    })
}

export function isRunning(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'latin1'))
  } catch {
    return false
  }
}

/** What the kernel says of a process by this name, such as `Seccomp`; empty when it has ended. */
export function kernelSays(pid: number, name: string): string {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(status)?.[1] ?? ''
  } catch {
    return ''
  }
}
