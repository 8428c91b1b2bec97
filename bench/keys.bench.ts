import { spawn } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import { scripted } from '../simulator/scenario'
import { button, expect, goLive, microphoneOn, test } from '../tests/e2e/app'
import { record } from './figures'

const PRESSES = 60
const PAUSE_MS = 150
const GOAL_MS = { p95: 8 }

/** Hands that are on the keyboard already: one xdotool that reads what to do from its stdin. */
function openKeyboard(): { readonly type: (command: string) => void; readonly close: () => void } {
  const hands = spawn('xdotool', ['-'], { stdio: ['pipe', 'ignore', 'inherit'] })
  return {
    type: (command) => hands.stdin.write(`${command}\n`),
    close: () => hands.stdin.end(),
  }
}

test('key-down → activityStart', async ({ launch, simulate }) => {
  const simulator = await simulate({ scenario: scripted([null]) })
  const { window } = await launch({ simulatorUrl: simulator.url, key: 'bench-key' })
  await button(window, 'Settings').click()
  await window.getByRole('radio', { name: /Push-to-talk/i }).check()
  await window.keyboard.press('Escape')
  await goLive(window)
  await microphoneOn(window).catch(() => undefined)
  const connection = simulator.connections[0]
  const marks = (kind: string): number[] =>
    (connection?.received ?? []).filter((one) => one.kind === kind).map(({ at }) => at)

  const keyboard = openKeyboard()
  const pressedAt: number[] = []
  keyboard.type('keydown --delay 0 ctrl keydown --delay 0 shift')
  for (let press = 1; press <= PRESSES; press += 1) {
    await delay(PAUSE_MS + Math.random() * PAUSE_MS)
    pressedAt.push(Date.now())
    keyboard.type('keydown --delay 0 space')
    await expect.poll(() => marks('activityStart').length, { intervals: [20] }).toBe(press)
    keyboard.type('keyup --delay 0 space')
    await delay(PAUSE_MS)
    keyboard.type('key --delay 0 space')
    await expect.poll(() => marks('activityEnd').length, { intervals: [20] }).toBe(press)
  }
  keyboard.type('keyup --delay 0 shift keyup --delay 0 ctrl')
  keyboard.close()

  await record({
    name: 'key-down → activityStart on the socket',
    unit: 'ms',
    samples: marks('activityStart').map((at, index) => at - (pressedAt[index] ?? NaN)),
    goal: GOAL_MS,
    note: 'holds xdotool, that reads the command and presses, the X server and its key grab; ±1 ms',
  })
})
