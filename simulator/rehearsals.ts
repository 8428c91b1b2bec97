import { CLOSES } from './close-reasons'
import { conversational } from './conversation'
import { PACES, type Reply, type Scenario } from './scenario'

const talkative = async (prompt: Parameters<Scenario['reply']>[0]): Promise<Reply> =>
  (await conversational.reply(prompt)) ?? {}

const named = (name: string, change: Partial<Scenario>): Scenario => ({
  ...conversational,
  ...change,
  name,
})

/** Every reply of the usual conversation, changed a little. */
const changed = (name: string, change: Reply): Scenario =>
  named(name, { reply: async (prompt) => ({ ...(await talkative(prompt)), ...change }) })

const ALL: readonly Scenario[] = [
  changed('burst', { pace: PACES.burst }),
  changed('slow', { pace: PACES.slow }),
  changed('late-transcript', { heardWhen: 'afterStart' }),
  changed('litter', { litter: true, strayInterruption: true, thoughts: ['Thinking it over.'] }),
  changed('dropped', { closeAt: { soundMs: 3_000, close: CLOSES.internal } }),
  named('go-away', { goAway: { afterSeconds: 20, timeLeft: '10s' } }),
  named('silent-setup', { onSetup: () => 'silent' }),
  named('bad-location', { onSetup: () => CLOSES.badLocation }),
  named('quota', { onSetup: () => CLOSES.quota }),
  named('unavailable', { onUpgrade: () => ({ status: 503, headers: { 'retry-after': '5' } }) }),
]

/** Scenarios that can be asked for by name, to try a client by hand. */
export const rehearsals: Readonly<Partial<Record<string, Scenario>>> = Object.fromEntries(
  ALL.map((scenario) => [scenario.name, scenario]),
)
