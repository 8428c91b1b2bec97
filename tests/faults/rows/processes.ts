import type { FaultRow } from './row'

/** D: processes and the system. */
export const PROCESS_ROWS: readonly FaultRow[] = [
  {
    number: 57,
    fault: 'the page’s process crashes, is killed, or runs out of memory',
    expected: 'a window again within 2 s; the session is untouched',
    level: 'electron',
  },
  {
    number: 58,
    fault: 'the page hangs',
    expected: 'noticed within 6 s; it can still be muted and ended',
    level: 'electron',
    notRun:
      'a hang of 45 s: it is noticed after 6 s, and ten seconds later the user is asked; nothing waits for more',
  },
  {
    number: 59,
    fault: 'the GPU process is killed three times',
    expected: 'the window lives on',
    level: 'electron',
  },
  {
    number: 60,
    fault: 'a helper process is killed (key hook, library)',
    expected: 'started anew; nothing is lost, also of what it was writing',
    level: 'electron',
    tests: [
      [
        'tests/e2e/push-to-talk.spec.ts',
        'without its hook the app goes on with taps, and the hook comes back',
      ],
    ],
  },
  {
    number: 61,
    fault: 'main throws; a promise is rejected unheard',
    expected: 'logged without secrets; no modal box; the app goes on',
    level: 'electron',
  },
  {
    number: 62,
    fault: 'SIGTERM or SIGKILL of main in the middle of an answer',
    expected: 'nothing that was shown is lost',
    level: 'electron',
    tests: [
      [
        'tests/e2e/resilience.spec.ts',
        'a kill -9 in the middle of an answer loses nothing that was shown',
      ],
    ],
  },
  {
    number: 63,
    fault: 'a second instance; a stale lock',
    expected: 'the first shows its window; a start works',
    level: 'electron',
    tests: [['tests/e2e/shell.spec.ts', 'a second start shows the window of the first']],
  },
  {
    number: 64,
    fault: 'the wall clock jumps by days, to and fro; is so wrong that TLS fails',
    expected: 'no storm of timers; lines keep their order; “check your clock”',
    level: 'main',
  },
  {
    number: 65,
    fault: 'the processor is starved',
    expected: 'the microphone is not cut; gaps are counted',
    level: 'electron',
    tests: [
      [
        'tests/e2e/tones.spec.ts',
        'every 20 ms of the microphone arrive once and in order, also while the page is blocked',
      ],
    ],
    notRun: 'a processor that other programs take whole',
  },
]
