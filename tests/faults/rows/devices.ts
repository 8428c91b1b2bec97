import type { ExistingTest, FaultRow } from './row'

const inDevices = (title: string): ExistingTest => ['tests/e2e/devices.spec.ts', title]

/** C: microphones, speakers, cameras, screens and keys. */
export const DEVICE_ROWS: readonly FaultRow[] = [
  {
    number: 44,
    fault: 'no microphone at all',
    expected: 'says so; typing works',
    level: 'electron',
    tests: [
      ['tests/e2e/resilience.spec.ts', 'without a microphone it says so, and typing still works'],
    ],
  },
  {
    number: 45,
    fault: 'permission denied',
    expected: 'off, with words and a way to the system’s settings',
    level: 'electron',
    tests: [
      [
        'tests/e2e/permissions.spec.ts',
        'a refused microphone has words and a button, and the conversation goes on',
      ],
      [
        'tests/e2e/permissions.spec.ts',
        'a refused screen has words, and sharing can be tried again',
      ],
      [
        'tests/e2e/permissions.spec.ts',
        'a refused camera has words, and another share can be tried',
      ],
    ],
    notRun: 'revoked by the system during use: no system that does so was at hand',
  },
  {
    number: 46,
    fault: 'the microphone is unplugged while the user talks',
    expected: 'noticed within 3 s, told, and the default takes over',
    level: 'electron',
    tests: [
      inDevices('another microphone is used at once, missed while it is unplugged, and used again'),
    ],
  },
  {
    number: 47,
    fault: 'it is plugged in again; another default',
    expected: 'back to the chosen one',
    level: 'electron',
    tests: [
      inDevices('another microphone is used at once, missed while it is unplugged, and used again'),
      inDevices('the voice is heard at the chosen speakers, else at the default'),
    ],
  },
  {
    number: 48,
    fault: 'the sound server of the system dies',
    expected: 'sound again within 5 s of its return',
    level: 'electron',
  },
  {
    number: 49,
    fault: 'the audio process is killed',
    expected: 'microphone and voice work again',
    level: 'electron',
    tests: [inDevices('microphone and voice work again after the audio service has died')],
  },
  {
    number: 50,
    fault: 'the way of the microphone’s sound stands still',
    expected: 'noticed, and sound goes on',
    level: 'electron',
    tests: [
      inDevices('a microphone whose sound goes nowhere is noticed, and is heard again by itself'),
    ],
  },
  {
    number: 51,
    fault: 'digital silence',
    expected: 'a hint, until the first sound',
    level: 'electron',
    tests: [inDevices('a dead microphone is told, until the first sound comes')],
    notRun: 'clipping, and devices of 8 kHz and 192 kHz',
  },
  {
    number: 52,
    fault: 'the camera goes away, or another program holds it',
    expected: 'off, and told',
    level: 'electron',
    tests: [
      ['tests/e2e/sharing-life.spec.ts', 'a camera that goes away ends the share and says so'],
      [
        'tests/e2e/corner-camera.spec.ts',
        'what is shared goes on when the camera in its corner goes away',
      ],
    ],
  },
  {
    number: 53,
    fault: 'the shared window closes, the screen changes its size or is removed',
    expected: 'the share ends, or shows the whole screen as it is; nothing else takes its place',
    level: 'electron',
    tests: [
      ['tests/e2e/region.spec.ts', 'the share ends when the screen has another size'],
      [
        'tests/protocol/showing.test.ts',
        'says so when the source goes away, and ignores reports of an older share',
      ],
    ],
    notRun: 'a screen that is removed: the virtual display has one',
  },
  {
    number: 54,
    fault: 'the picker is cancelled, or has nothing to offer',
    expected: 'quietly off',
    level: 'electron',
    tests: [
      [
        'tests/e2e/region.spec.ts',
        'Esc, and whatever ends the overlay, share nothing and bring the window back',
      ],
    ],
  },
  {
    number: 55,
    fault: 'another application has the shortcut',
    expected: 'told, with others to choose',
    level: 'electron',
    tests: [
      [
        'tests/e2e/shell.spec.ts',
        'a shortcut that another application has is reported, with another to choose',
      ],
    ],
  },
  {
    number: 56,
    fault: 'the release of the talk key is never seen',
    expected: 'the microphone closes after a minute, at once when the screen is locked',
    level: 'electron',
    tests: [
      ['tests/protocol/push-to-talk.test.ts', 'cuts a held key off after a minute, and says so'],
      [
        'tests/protocol/push-to-talk.test.ts',
        'closes what the key holds when its release can no longer be seen',
      ],
      [
        'tests/e2e/screen-lock.spec.ts',
        'the held key to talk counts as released when the screen is locked',
      ],
      [
        'tests/e2e/push-to-talk.spec.ts',
        'without its hook the app goes on with taps, and the hook comes back',
      ],
    ],
  },
]
