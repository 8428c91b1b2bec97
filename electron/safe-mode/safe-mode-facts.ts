import type { SafeModeFacts } from '@contract/safe-mode'
import type { AppState } from '@contract/state'

/** How a page's process died, as Chromium tells it. */
export interface PageCrash {
  readonly reason: string
  readonly exitCode: number
}

const TALKING: readonly string[] = ['connecting', 'live', 'reconnecting']

/** What there is to say; of the state only kinds and counts, and nothing that a person wrote. */
export function describeSafeMode(
  { run, session, sharing, microphone, counters }: AppState,
  crashes: readonly PageCrash[],
): SafeModeFacts {
  const lines = [
    `Sightline ${run.version} on ${run.platform} (${run.displayServer})`,
    ...(run.testRuntime === null ? [] : [`Electron ${run.testRuntime}`]),
    `Crashes: ${crashes.map(({ reason, exitCode }) => `${reason} (${exitCode})`).join(', ')}`,
    `Session: ${session.kind}; sharing: ${sharing.kind}; microphone: ${microphone.kind}`,
    `Counts: ${Object.entries(counters)
      .filter(([, count]) => count > 0)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ')}`,
  ]
  return { talking: TALKING.includes(session.kind), diagnostics: lines.join('\n') }
}
