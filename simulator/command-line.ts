import { parseArgs } from 'node:util'
import { conversational } from './conversation'
import type { SimulatorEvent } from './events'
import { rehearsals } from './rehearsals'
import { startSimulator } from './simulator'

const HELP = `Sightline simulator: a local stand-in for the Live API.

  --port N         listen on this port (default: any free one)
  --scenario NAME  one of: ${[conversational.name, ...Object.keys(rehearsals)].join(', ')}
  --speech         load the voice at the start instead of at the first sentence
  --help           this text
`

/** Sound arrives and leaves many times a second: that is counted, not logged. */
const UNLOGGED: ReadonlySet<SimulatorEvent['kind']> = new Set(['received', 'voiceChunk'])

function log({ at, connection, kind, ...rest }: SimulatorEvent): void {
  const isSound = UNLOGGED.has(kind) && !('what' in rest && rest.what !== 'audio')
  if (isSound) return
  const details = Object.entries(rest).map(([name, value]) => `${name}=${String(value)}`)
  console.log([new Date(at).toISOString(), `#${connection}`, kind, ...details].join(' '))
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      scenario: { type: 'string', default: conversational.name },
      speech: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    console.log(HELP)
    return
  }
  const scenario =
    values.scenario === conversational.name ? conversational : rehearsals[values.scenario]
  const port = Number(values.port)
  if (scenario === undefined || !Number.isInteger(port) || port < 0 || port > 65_535) {
    console.error(HELP)
    process.exitCode = 2
    return
  }
  const simulator = await startSimulator({
    port,
    scenario,
    onEvent: log,
    keepRecords: false,
    warmVoice: values.speech,
  })
  console.log(`Simulator listening at ${simulator.url}`)
  const leave = (): void => void simulator.close()
  process.once('SIGINT', leave)
  process.once('SIGTERM', leave)
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
