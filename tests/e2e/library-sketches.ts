/** What people talk about in the library that is looked at: several scripts, lengths and days. */
import type { ScreenKind } from './drawn-screens'

/** A part of the conversation's time, from 0 to 1. */
type Part = number

export interface Sketch {
  readonly hoursAgo: number
  /** By the user and the assistant in turn. */
  readonly lines: readonly string[]
  readonly title?: string
  readonly pinned?: boolean
  readonly shown?: readonly (readonly [Part, ScreenKind])[]
  readonly marks?: readonly (readonly [Part, string])[]
  readonly withEvents?: boolean
  /** Indexes of lines. */
  readonly edited?: number
  readonly interrupted?: number
}

const BUILD: readonly string[] = [
  'What is wrong with this build?',
  'The type checker stops it in line 54 of sessions.ts: the address may be null there, and the function that opens a connection takes only text.',
  'Where does the null come from?',
  'From the store. It answers null for a session that was never saved, and the caller passes that on without a look. Two lines above there is a check already, but of the wrong variable.',
  'So I move the check?',
  'Yes. Check the address before the new connection is opened, and return early: then the rest of the function needs no change.',
  'And the tests?',
  'Three of them build a session by hand and leave the address out. They will fail now, and rightly so: give them the address of the test server.',
  'Show me the third one again.',
  'It is the one called "takes over while the old connection still answers". It starts in line 112, and the session is made in its first statement.',
  'Fixed, the build is running.',
  'It has passed the type checker. The linter has one remark left, about an import that nothing uses any more.',
]

/** Longer than any window is high. */
const LONG_TEXT = Array.from(
  { length: 40 },
  (_, index) =>
    `Step ${index + 1}: lift the old part out straight, clean the seat, and put the new one in without a twist. `,
).join('')

export const SKETCHES: readonly Sketch[] = [
  {
    hoursAgo: 0.5,
    lines: BUILD,
    shown: [
      [0.02, 'editor'],
      [0.3, 'chart'],
      [0.5, 'editor'],
      [0.72, 'table'],
      [0.93, 'editor'],
    ],
    marks: [
      [0.22, 'the null'],
      [0.66, ''],
    ],
    withEvents: true,
    edited: 8,
    interrupted: 7,
  },
  {
    hoursAgo: 1.5,
    lines: [
      'この京都の計画を見て、無理がないか教えてください。',
      '一日目は歩く距離が長めです。清水寺から祇園までは四十分ほどですから、昼食の後に少し休む時間を入れるとよいでしょう。',
      '二日目はどうですか。',
      '嵐山は朝早く行くと静かです。午後は雨の予報なので、美術館を先に回る案もあります。',
    ],
    shown: [
      [0.1, 'letter'],
      [0.7, 'letter'],
    ],
  },
  {
    hoursAgo: 27,
    lines: [
      'Which month sold best?',
      'November, with 124 thousand euros: six more than December and a third more than August. The build-up began in September.',
      'And compared with the plan?',
      'The plan is not on this chart.',
    ],
    title:
      'Sales chart for the board: what changed between the first and the second half of the year, and why',
    pinned: true,
    shown: [
      [0.1, 'chart'],
      [0.4, 'table'],
      [0.8, 'chart'],
    ],
    marks: [[0.5, 'for the slides']],
  },
  {
    hoursAgo: 30,
    lines: [
      'ماذا ترى في هذا الجدول؟',
      'أرى جدولًا من أربعة أعمدة: التاريخ والغرض والمبلغ والضريبة. أعلى مبلغ هو 272.00 في السطر الأخير.',
      'هل المجموع صحيح؟',
      'لا، ينقص السطر الثالث من المجموع. الفرق هو 51.00.',
    ],
    shown: [[0.2, 'table']],
  },
  {
    hoursAgo: 49,
    lines: [
      'इस तालिका में कुल खर्च कितना है?',
      'कुल खर्च 2,312.40 है। सबसे अधिक खर्च महीने के अंत में हुआ।',
      'इसे हिन्दी में समझाओ।',
      'हर पंक्ति में एक यात्रा है। पहले स्तंभ में तारीख़ है, दूसरे में कारण, और अंतिम दो में राशि और कर।',
    ],
    shown: [[0.3, 'table']],
    marks: [[0.6, 'कर']],
  },
  { hoursAgo: 52, lines: ['How do I change the filter of this pump?', LONG_TEXT] },
  {
    hoursAgo: 75,
    lines: [
      'Read me the error of the build in the second window and tell me which of the packages that were updated last week could have anything to do with it',
      'The message comes from the bundler. Of last week’s packages only the parser touches that part.',
    ],
    shown: [[0.5, 'editor']],
  },
  { hoursAgo: 98, lines: ['Is the oven on?', 'The dial in the picture stands at 180 degrees.'] },
  {
    hoursAgo: 123,
    lines: [
      'Help me with this letter to the landlord.',
      'I would begin with the date on which the heating failed, and say what you have done since.',
    ],
    title: 'Letter to the landlord',
    shown: [[0.4, 'letter']],
  },
  { hoursAgo: 171, lines: ['What bird is that?', 'A jay: the blue on its wing tells it apart.'] },
  {
    hoursAgo: 196,
    lines: [
      `https://example.invalid/${'a-path-without-a-place-to-break/'.repeat(6)}`,
      'This address leads to nothing that I know.',
    ],
  },
  { hoursAgo: 243, lines: ['', 'Hello! I did not catch a word of that.'] },
]
