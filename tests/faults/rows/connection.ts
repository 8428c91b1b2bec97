import type { FaultRow } from './row'

/** A: what happens to the connection. */
export const CONNECTION_ROWS: readonly FaultRow[] = [
  {
    number: 1,
    fault: 'the port refuses',
    expected: 'backs off with jitter, one dial at a time, and says so',
    level: 'main',
    tests: [
      [
        'main/live/live-session-recovery.test.ts',
        'is given up after ten minutes, and gone on with at the user’s word',
      ],
    ],
  },
  {
    number: 2,
    fault: 'TCP black hole: taken, never answered',
    expected: 'the dial ends at 8 s and leaves no socket',
    level: 'main',
  },
  {
    number: 3,
    fault: 'bad certificate; NODE_TLS_REJECT_UNAUTHORIZED=0 in the environment',
    expected: 'refused, and no key is sent',
    level: 'main',
    tests: [
      [
        'main/live/live-socket.test.ts',
        'because the certificate is not to be trusted, whatever the environment says',
      ],
      ['main/live/proxies.test.ts', 'checks the certificate of the server behind it'],
    ],
  },
  {
    number: 4,
    fault: 'upgrade answered with 401 or 403',
    expected: 'stops with “key refused”; no loop',
    level: 'main',
  },
  {
    number: 5,
    fault: 'upgrade answered with 429 or 503',
    expected: 'waits at least as long as Retry-After says',
    level: 'main',
    tests: [
      [
        'main/live/live-session-recovery.test.ts',
        'waits as long as the server asks, whoever hurries',
      ],
      [
        'tests/protocol/resilience.test.ts',
        'begins once the server has room, and not before it said',
      ],
    ],
  },
  {
    number: 6,
    fault: 'upgrade answered with a redirect',
    expected: 'not followed; the key goes nowhere else',
    level: 'main',
    tests: [
      ['main/live/live-socket.test.ts', 'because it redirects, and the key goes nowhere else'],
    ],
  },
  {
    number: 7,
    fault: 'opened, and setup never completes',
    expected: 'the dial ends in time and leaves no socket',
    level: 'main',
  },
  {
    number: 8,
    fault: '1007 or 1008 before setup completes',
    expected: 'stops, shows the reason; no loop',
    level: 'main',
  },
  {
    number: 9,
    fault: 'GoAway while nobody speaks',
    expected: 'another connection with the handle; no sound lost',
    level: 'main',
    tests: [
      [
        'tests/protocol/resilience.test.ts',
        'lives past a GoAway with the handle and loses nothing',
      ],
    ],
  },
  {
    number: 10,
    fault: 'GoAway in the middle of what the user says',
    expected: 'rotates before the end of the notice; 0 lost, 0 doubled',
    level: 'main',
  },
  {
    number: 11,
    fault: 'GoAway with 0s, without a time, with "abc", with 1e9s, and none at all',
    expected: 'leaves in good time all the same, and at nine minutes by itself',
    level: 'main',
  },
  {
    number: 12,
    fault: 'GoAway during a tool call',
    expected: 'the effect happens once',
    level: 'main',
    notRun: 'no tool is offered to the model yet: a call is dropped and counted (row 40)',
  },
  {
    number: 13,
    fault: 'RST while the user speaks',
    expected: 'resumes within 2 s; at most 100 ms lost',
    level: 'main',
  },
  {
    number: 14,
    fault: 'FIN without a close frame',
    expected: 'resumes within 2 s; at most 100 ms lost',
    level: 'main',
  },
  {
    number: 15,
    fault: 'half-open: the peer reads no more, or falls silent',
    expected: 'found dead in time; pictures stop first',
    level: 'main',
    tests: [
      [
        'main/live/live-session-surroundings.test.ts',
        'and says nothing while audio is sent is asked after 20 s and left after 60 s',
      ],
      [
        'main/live/uplink.test.ts',
        'is told to be dead once nothing has drained for 5 s, and not while anything does',
      ],
      [
        'main/live/uplink.test.ts',
        'is shown no picture before the voice: not with 100 ms of audio in the socket',
      ],
    ],
  },
  {
    number: 16,
    fault: '1011 once, twice, ten times, for ever',
    expected:
      'resumes, then begins afresh with the conversation so far, and stops in the end; never more than 12 dials a minute',
    level: 'main',
  },
  {
    number: 17,
    fault: '1011 whose text says that the quota is used up',
    expected: 'stops and says so; no loop',
    level: 'main',
  },
  {
    number: 18,
    fault: '1007 after resuming',
    expected: 'what was queued is dropped, one fresh try, then the reason',
    level: 'main',
  },
  {
    number: 19,
    fault: 'the handle is refused',
    expected: 'a fresh session that is told the conversation so far',
    level: 'main',
    tests: [
      [
        'main/live/live-session-recovery.test.ts',
        'does not try a handle that is older than two hours',
      ],
      [
        'tests/protocol/resilience.test.ts',
        'begins afresh with the conversation so far when the handle is refused',
      ],
    ],
  },
  {
    number: 20,
    fault: 'resumable: false; an empty handle; one of 1 MB',
    expected: 'the handle before it is kept; the oversized one ignored',
    level: 'main',
  },
  {
    number: 21,
    fault: 'the connection flaps every few seconds',
    expected:
      'the count of failures is not reset before 10 s of life; dials grow rare, and cost little',
    level: 'main',
    tests: [
      [
        'main/live/live-session-recovery.test.ts',
        'is given up in the end when the server takes every connection and drops it',
      ],
    ],
  },
  {
    number: 22,
    fault: 'a narrow line upwards',
    expected: 'the voice whole and within 2 s; of the pictures what fits beside it',
    level: 'main',
    tests: [
      [
        'main/live/uplink.test.ts',
        'is given audio again when the socket has room, and pictures when it has caught up',
      ],
      [
        'main/live/uplink.test.ts',
        'loses the oldest once it is slow for long, so that the newest is heard within 2 s',
      ],
    ],
    notRun:
      'less than 480 kbit/s: the voice alone, as 16-bit samples in base64, takes about 380 kbit/s',
  },
  {
    number: 23,
    fault: '800 ± 400 ms of latency',
    expected: 'nothing is taken for dead',
    level: 'main',
  },
  {
    number: 24,
    fault: 'offline for minutes, then back',
    expected: 'connected soon after; sound of before is not replayed',
    level: 'main',
    tests: [['main/live/uplink.test.ts', 'does not send what was said five minutes ago']],
  },
  {
    number: 25,
    fault: 'the computer sleeps and wakes',
    expected: 'nothing is captured asleep; a fresh dial on waking',
    level: 'electron',
    tests: [
      [
        'main/live/live-session-surroundings.test.ts',
        'leaves no connection open, and goes on at once with the handle when it wakes',
      ],
      [
        'main/live/live-session-surroundings.test.ts',
        'though nobody said that it would, is dialed anew once',
      ],
    ],
    notRun: 'a computer that really sleeps',
  },
  {
    number: 26,
    fault: 'the network changes during a dial',
    expected: 'the old dial is given up; one new dial',
    level: 'main',
    tests: [
      [
        'main/live/live-session-surroundings.test.ts',
        'replaces a dial that is under way by one other',
      ],
      ['main/live/live-session-surroundings.test.ts', 'makes no storm, however often it does'],
    ],
    notRun: 'a change of routes of the system',
  },
  {
    number: 27,
    fault: 'the user ends while it dials or backs off',
    expected: 'nothing reconnects; no socket is left',
    level: 'main',
  },
  {
    number: 28,
    fault: 'a proxy refuses, or wants a password',
    expected: 'plain words',
    level: 'main',
    tests: [
      ['main/live/proxies.test.ts', 'because it is not there'],
      ['main/live/proxies.test.ts', 'because the system takes too long to tell'],
    ],
  },
]
