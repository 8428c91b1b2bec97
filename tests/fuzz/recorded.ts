/** Real messages of a whole conversation with the simulator, to be spoilt. */
import { PACES, scripted } from '../../simulator/scenario'
import { startSimulator } from '../../simulator/simulator'
import { TestClient } from '../../simulator/test-client'

/** Voice is cut to so many characters of base64: it is the same all the way. */
const VOICE_LENGTH = 64

export async function recordMessages(): Promise<Buffer[]> {
  const reply = {
    text: 'Certainly. Ça va, שלום?',
    sound: { hertz: 300, seconds: 0.3 },
    pace: PACES.burst,
    playback: 'none',
    delayMs: 1,
    litter: true,
    thoughts: ['Let me see.'],
    toolCalls: [{ name: 'openUrl', args: { url: 'https://example.invalid' } }],
  } as const
  const simulator = await startSimulator({ scenario: scripted([reply]) })
  try {
    const next = simulator.nextConnection()
    const client = await TestClient.live(simulator.url, {
      sessionResumption: {},
      outputAudioTranscription: {},
      inputAudioTranscription: {},
      generationConfig: { responseModalities: ['AUDIO'] },
    })
    const connection = await next
    client.send({ realtimeInput: { text: 'Hello?' } })
    await client.next((message) => message.serverContent?.turnComplete === true)
    connection.goAway('50s')
    connection.cancelTools([connection.callTool('openUrl')])
    await client.next((message) => message.toolCallCancellation !== undefined)
    return [...new Set(client.messages.map((message) => JSON.stringify(message, shortVoice)))].map(
      (text) => Buffer.from(text),
    )
  } finally {
    await simulator.close()
  }
}

const shortVoice = (key: string, value: unknown): unknown =>
  key === 'data' && typeof value === 'string' ? value.slice(0, VOICE_LENGTH) : value
