import type { FaultRow } from './row'

const KEYCHAIN = 'electron/keychain.test.ts'

/** E: what is kept on disk. */
export const STORAGE_ROWS: readonly FaultRow[] = [
  {
    number: 66,
    fault: 'the disk is full: at the start, while a conversation is on, at its end',
    expected:
      'the conversation goes on in memory, a notice says so, and all is saved once there is room',
    level: 'main',
  },
  {
    number: 67,
    fault: 'the profile is read-only, missing, a symbolic link',
    expected: 'the app runs, says so, and writes nowhere else',
    level: 'main',
  },
  {
    number: 68,
    fault: 'settings.json: empty, cut off at every byte, wrong types, 50 MB, of a newer version',
    expected: 'the settings of before or the defaults; the damaged file is kept',
    level: 'main',
  },
  {
    number: 69,
    fault: 'the database: garbage, flipped bits, a lost end, holes, no bytes',
    expected:
      'put aside, what can be read is in a new one, open within 3 s; the user is told how much',
    level: 'electron',
  },
  {
    number: 70,
    fault: 'the database’s log is cut off at every 4 kB, spoilt, lost; its index is junk',
    expected: 'exactly what was committed before that place',
    level: 'main',
  },
  {
    number: 71,
    fault: 'another program holds the database: for a second, for longer, for good',
    expected: 'waits, then keeps in memory and says so; all is saved once it is let go',
    level: 'main',
  },
  {
    number: 72,
    fault:
      'the kept key is damaged, or of another keychain; there is no keychain, or none that opens',
    expected: 'asks for the key; the file is left as it is; nothing is kept in plain text unasked',
    level: 'electron',
    tests: [
      [KEYCHAIN, 'keeps what another backend wrote'],
      [KEYCHAIN, 'keeps a key that no longer decrypts'],
      [KEYCHAIN, 'says when nothing could be stored'],
      [
        'tests/e2e/key.spec.ts',
        'where there is no keychain the app says so and keeps the key for this run only',
      ],
    ],
    notRun: 'a keyring that is locked, or whose program is killed, while the app runs',
  },
  {
    number: 73,
    fault:
      'a change of the database’s version is killed or fails at any statement; a newer version',
    expected: 'the old version or the new one, never between, and a copy of what was before',
    level: 'main',
  },
]
