/** What the processes of an app take of the machine, from Linux's /proc. */
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html; USER_HZ is 100 wherever Linux is. */
const TICKS_PER_SECOND = 100
const STAT = { parent: 1, userTicks: 11, systemTicks: 12 } as const
const KB_PER_MB = 1_024

/** The fields of /proc/PID/stat after the name in brackets, which may hold anything. */
function statOf(pid: number): readonly number[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
  } catch {
    return [] // it has ended meanwhile
  }
}

/** A process and all that descend from it. */
function family(root: number): readonly number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), parent: statOf(Number(name))[STAT.parent] }))
  const members = [root]
  for (const member of members) {
    members.push(...parents.filter(({ parent }) => parent === member).map(({ pid }) => pid))
  }
  return members
}

function cpuSeconds(root: number): number {
  const ticks = family(root).map((pid) => {
    const stat = statOf(pid)
    return (stat[STAT.userTicks] ?? 0) + (stat[STAT.systemTicks] ?? 0)
  })
  return ticks.reduce((sum, one) => sum + one, 0) / TICKS_PER_SECOND
}

/** How much of one core they take together over so many seconds, in %: one value for each. */
export async function cpuPercents(root: number, seconds: number): Promise<number[]> {
  const percents: number[] = []
  let last = { cpu: cpuSeconds(root), at: performance.now() }
  for (let second = 0; second < seconds; second += 1) {
    await delay(1_000)
    const now = { cpu: cpuSeconds(root), at: performance.now() }
    percents.push(((now.cpu - last.cpu) / (now.at - last.at)) * 100_000)
    last = now
  }
  return percents
}

/** The memory of all together in MB; what several share is counted once. */
export function memoryMb(root: number): number {
  const sizes = family(root).map((pid) => {
    try {
      const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
      return Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1] ?? 0)
    } catch {
      return 0
    }
  })
  return sizes.reduce((sum, one) => sum + one, 0) / KB_PER_MB
}
