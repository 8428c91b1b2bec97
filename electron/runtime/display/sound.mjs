/** A sound server with speakers that can be recorded and a microphone that can be fed. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { capture } from '../command.mjs'
import { Helper } from './helper.mjs'

/**
 * `appout` is the speakers: `parecord -d appout.monitor` hears what the app plays.
 * `micin` feeds the microphone: `paplay -d micin speech.wav` is heard by the app.
 *
 * @param {string} socket
 */
const soundCard = (socket) => `
load-module module-null-sink sink_name=appout rate=48000 channels=2 sink_properties=device.description=Speakers
load-module module-null-sink sink_name=micin rate=48000 channels=1 sink_properties=device.description=MicrophoneFeed
load-module module-remap-source source_name=virtualmic master=micin.monitor source_properties=device.description=VirtualMicrophone
set-default-sink appout
set-default-source virtualmic
load-module module-native-protocol-unix auth-anonymous=1 socket=${socket}
`

/** @param {import('./stage.mjs').Stage} stage */
export async function startSound(stage) {
  const socket = join(stage.runtimeFolder, 'pulse.sock')
  const script = join(stage.folder, 'sound-card.pa')
  await writeFile(script, soundCard(socket))
  const alone = ['--daemonize=no', '--use-pid-file=no', '--exit-idle-time=-1', '--disallow-exit']
  const plain = ['--realtime=no', '--high-priority=no', '--log-level=error']
  const args = [...alone, ...plain, '-n', '-F', script]
  const server = stage.keep(new Helper('pulseaudio', args, stage))
  const env = { ...stage.env, PULSE_SERVER: `unix:${socket}` }
  await server.until(async () => (await capture('pactl', ['info'], { env })).code === 0)
  stage.env.PULSE_SERVER = env.PULSE_SERVER
}
