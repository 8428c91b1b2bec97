/** Writes what was fuzzed into docs/reliability.md. */
import { publishSection, today, versions } from '../faults/publish'
import { readResult } from './result'

const NAMES = ['server-messages', 'requests', 'settings-files'] as const

export async function publishFuzz(command: string): Promise<void> {
  const rows = NAMES.map(readResult).map(({ name, seed, seconds, figures }) => {
    const what = Object.entries(figures).map(([figure, value]) => `${figure} ${value}`)
    return `| ${name} | ${seed} | ${seconds} | ${what.join(', ')} |`
  })
  await publishSection(
    'fuzz',
    [
      `\`${command}\`, ${today()}; ${versions()}.`,
      '',
      '| what | seed | seconds | figures |',
      '| --- | --- | --- | --- |',
      ...rows,
    ].join('\n'),
  )
}
