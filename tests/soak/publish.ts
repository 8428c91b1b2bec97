/** Writes what was soaked into docs/reliability.md. */
import { publishSection, today, versions } from '../faults/publish'
import { readSoak } from './soak-plan'

export async function publishSoak(command: string, electron: string): Promise<void> {
  const results = [readSoak('simulated'), readSoak('real')].filter((result) => result !== null)
  const lines = results.flatMap(({ name, hours, seconds, figures }) => [
    `**${name}**, ${Math.round(hours * 100) / 100} h in ${seconds} s`,
    '',
    '| figure | value |',
    '| --- | --- |',
    ...Object.entries(figures).map(([figure, value]) => `| ${figure} | ${value} |`),
    '',
  ])
  const header = `\`${command}\`, ${today()}; ${versions(electron)}.`
  await publishSection('soak', [header, '', ...lines].join('\n').trimEnd())
}
