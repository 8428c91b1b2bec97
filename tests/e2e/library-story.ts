/**
 * The conversation that the tests of the library are about: three scripts, typed and spoken, with
 * pictures, a mark and a recording, and the app killed in the middle of an answer. It is held once;
 * each test gets a copy of the profile that it has left, as if the app were started again there.
 */
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { scripted } from '../../simulator/scenario'
import type { Simulator } from '../../simulator/simulator'
import {
  button,
  expect,
  goLive,
  lines,
  microphoneOn,
  say,
  share,
  status,
  test as base,
} from './app'
import type { LaunchOptions, Sightline } from './launch'
import { showPicture } from './screen'
import { playIntoMicrophone, writeWav } from './sound'
import { speechLike } from './sound-making'

export const LATIN = 'Where is the café of Žižkov?'
export const JAPANESE = '京都の天気は晴れです。'
export const HINDI = 'नमस्ते, दिल्ली कहाँ है?'
export const TOWER = 'The lighthouse has three hundred steps.'
export const THIRD = 'Tell me about the Wanderfalke'
export const FALCON =
  'The peregrine dives faster than anything else that flies, and so on, and so on.'
/** The title of a window that is shown in it. */
export const SHOWN = 'Plan of the orchard'

/** What is heard of the first two answers. */
export const TONES = {
  first: { hertz: 440, seconds: 0.6 },
  second: { hertz: 660, seconds: 1 },
} as const

/** What the app's own processes have left in the folder, which is not of the copy. */
const OF_A_PROCESS = /^Singleton/

export interface Story {
  /** The profile, as the kill left it. */
  readonly profile: string
  /** The pictures as they were sent, JPEG. */
  readonly frames: readonly Buffer[]
}

interface Stage {
  readonly launch: (options: LaunchOptions) => Promise<Sightline>
  readonly simulate: (options: { scenario: ReturnType<typeof scripted> }) => Promise<Simulator>
}

let held: Promise<Story> | undefined

/** `test` with the app as it is started again after the conversation; the first test holds it. */
export const test = base.extend<{ story: Story; again: Sightline & { readonly story: Story } }>({
  story: async ({ launch, simulate }, use) => {
    await use(await (held ??= hold({ launch, simulate })))
  },
  again: async ({ story, launch, simulate }, use) => {
    const userData = await mkdtemp(join(tmpdir(), 'sightline-library-'))
    await cp(story.profile, userData, {
      recursive: true,
      filter: (path) => !OF_A_PROCESS.test(basename(path)),
    })
    const sound = { hertz: 550, seconds: 0.5 }
    const simulator = await simulate({ scenario: scripted([{ text: 'It goes on.', sound }]) })
    const app = await launch({ simulatorUrl: simulator.url, key: 'test-key', userData })
    await use({ ...app, story })
    await app.close()
    await rm(userData, { recursive: true, force: true, maxRetries: 5 })
  },
})

/** Removes what the conversation has left. */
export async function forgetStory(): Promise<void> {
  const story = await held?.catch(() => undefined)
  held = undefined
  if (story) await rm(story.profile, { recursive: true, force: true, maxRetries: 5 })
}

async function hold({ launch, simulate }: Stage): Promise<Story> {
  const profile = await mkdtemp(join(tmpdir(), 'sightline-story-'))
  const simulator = await simulate({
    scenario: scripted([
      { text: JAPANESE, sound: TONES.first },
      { text: TOWER, sound: TONES.second, heard: HINDI },
      { text: FALCON, sound: { hertz: 880, seconds: 20 } },
    ]),
  })
  const { app, window } = await launch({
    simulatorUrl: simulator.url,
    key: 'test-key',
    userData: profile,
  })
  await button(window, 'Settings').click()
  await window.getByRole('switch', { name: 'Keep pictures whole' }).check()
  await window.keyboard.press('Escape')
  const connecting = simulator.nextConnection()
  await goLive(window)
  await microphoneOn(window)
  const connection = await connecting
  await button(window, 'Record this conversation').click()

  // Its noise is like nothing else on the disk.
  const picture = await showPicture({ title: SHOWN, content: 'plasma:green-orange' })
  await share(window, /^Screen: /)
  await expect.poll(() => connection.frames.length).toBeGreaterThan(0)
  await say(window, LATIN)
  await expect(lines(window)).toHaveText([/Žižkov/, /京都/])
  await spoken(window)
  await button(window, 'Mark this moment').click()
  await button(window, 'Stop sharing').click()
  const sent = connection.frames.length
  await share(window, `Window: ${SHOWN}`)
  await expect.poll(() => connection.frames.length).toBeGreaterThan(sent)

  const question = await writeWav(join(profile, 'question.wav'), speechLike(1_500))
  await playIntoMicrophone(question).done
  await rm(question)
  await expect(lines(window)).toHaveCount(4)
  await expect(lines(window).last()).toContainText('lighthouse')
  await spoken(window)
  await say(window, THIRD)
  await expect(lines(window).last()).toContainText('faster')
  const ended = new Promise((resolve) => app.process().once('exit', resolve))
  app.process().kill('SIGKILL')
  await ended
  await picture.close()
  return { profile, frames: connection.frames.map(({ jpeg }) => jpeg) }
}

/** Waits until the answer was heard to its end. */
async function spoken(window: Sightline['window']): Promise<void> {
  await expect(lines(window).last()).toHaveAttribute('aria-busy', 'false')
  await expect(status(window)).not.toHaveText(/assistant speaking/)
}
