import type { FaultRow } from './row'

/** B: what a hostile or broken server sends. */
export const SERVER_ROWS: readonly FaultRow[] = [
  {
    number: 29,
    fault: 'not JSON, half a JSON, a byte order mark, NUL',
    expected: 'counted and dropped; many of them reconnect',
    level: 'main',
    tests: [
      [
        'main/live/live-socket.test.ts',
        'are dropped and counted; the 20th in a minute ends the connection',
      ],
      ['tests/protocol/resilience.test.ts', 'are counted and dropped, and the session lives on'],
    ],
  },
  {
    number: 30,
    fault: 'null, a number, a string, an array',
    expected: 'dropped',
    level: 'main',
  },
  {
    number: 31,
    fault: 'keys such as __proto__, constructor, toString',
    expected: 'no inherited call, nothing polluted',
    level: 'main',
  },
  {
    number: 32,
    fault: 'own keys that clash with the SDK’s getters (text, data)',
    expected: 'dropped, nothing unhandled',
    level: 'main',
  },
  {
    number: 33,
    fault: 'fuzzed messages, by grammar and by bytes',
    expected: 'no crash, no unhandled rejection, no effect out of schema, flat memory',
    level: 'main',
  },
  {
    number: 34,
    fault: 'a message of 9 MB, of 110 MB, and one that inflates 1000-fold',
    expected: 'closed at 8 MiB; memory grows by less than 64 MB',
    level: 'main',
  },
  {
    number: 35,
    fault: 'JSON nested two million deep',
    expected: 'dropped',
    level: 'main',
  },
  {
    number: 36,
    fault: '10,000 tiny messages a second',
    expected:
      'the engine answers, and what is typed is there, within 100 ms at the median, and never after 400 ms',
    level: 'electron',
  },
  {
    number: 37,
    fault: 'binary, fragmented, invalid UTF-8, reserved opcode, masked frame',
    expected: 'understood, or a clean end',
    level: 'main',
  },
  {
    number: 38,
    fault: 'voice with odd bytes, a wrong type, bad base64, 0 Hz; 10 min of it at once',
    expected: 'dropped; what waits to be played is bounded',
    level: 'main',
    tests: [
      [
        'renderer/audio/jitter-buffer.test.ts',
        'keeps 120 s that come in one burst, and drops and counts what is newer',
      ],
    ],
  },
  {
    number: 39,
    fault: 'a second setupComplete; content before setup, and after the close',
    expected: 'ignored',
    level: 'main',
  },
  {
    number: 40,
    fault: 'tool calls: unknown, doubled, a thousand, with huge or wrong arguments',
    expected: 'none has an effect: no tool is offered',
    level: 'main',
  },
  {
    number: 41,
    fault: 'a tool call is cancelled before, during or after consent',
    expected: 'no effect after it',
    level: 'main',
    notRun: 'there is no consent yet, as there is no tool; that a cancel does nothing is row 40',
  },
  {
    number: 42,
    fault: 'a transcript with HTML, javascript:, an image, bidi marks, a line of 1 MB',
    expected: 'inert text; no request leaves',
    level: 'electron',
  },
  {
    number: 43,
    fault: 'a late message of an old socket',
    expected: 'dropped by its generation',
    level: 'main',
    tests: [
      [
        'main/live/live-session-recovery.test.ts',
        'says nothing any more, nor does one that was replaced',
      ],
    ],
  },
]
