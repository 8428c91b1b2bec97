/**
 * Texts as people say them, made up: a few words are said all the time, most are rare (Zipf's law),
 * in scripts with and without spaces. Deterministic by the random numbers that it is given.
 */

export type Language = keyof typeof COMMON

/** Words that are said all the time, the most frequent first. */
const COMMON = {
  english:
    'the to and you a that of it is in what i can do this have be we on for so but with not there are was if they your would about like just how when will then which all or one from see my get know think want time here look at some make way could should more because really right now need work before after where thing good other people again write still show problem change something question another between without',
  german:
    'die der und ich das ist nicht du es in zu den wir mit was für auf auch eine sich wie so dass können hier noch aber über müssen schön größer möglich wäre natürlich Übung Straße später zurück während',
  hindi:
    'है में की के का को से और यह पर कि हैं भी नहीं तो एक क्या हम आप मैं कर था लिए अब कैसे बहुत समय काम देख बात लोग घर दिन पानी सवाल जवाब अच्छा ठीक',
  arabic:
    'في من على أن ما هذا لا إلى كان مع هل هذه عن لكن كل بعد قبل هنا كيف أين شيء وقت يوم عمل سؤال جواب صورة شاشة مدينة كتاب',
  chinese:
    '我们 的 是 在 有 这个 不 了 你 他 可以 什么 时间 问题 工作 现在 怎么 看 说 今天 明天 东京 北京 屏幕 图片 会议 文件 代码 错误 修改 以后 因为 所以 但是 谢谢 需要 知道 觉得',
  japanese:
    'これ は です が を に の で と も それ 何 今日 明日 東京都 会議 画面 写真 質問 答え 仕事 時間 見て ください ありがとう から まで でも コード エラー テスト ファイル',
} as const

/** How much of what is said is in each, in parts of a hundred. */
const SHARES: readonly (readonly [Language, number])[] = [
  ['english', 55],
  ['german', 12],
  ['chinese', 11],
  ['japanese', 9],
  ['hindi', 7],
  ['arabic', 6],
]

/** Rare words in all; half of what is said are words such as these. */
const RARE_WORDS = 30_000
const SYLLABLES =
  'ra ko min ter ver con al ing pre sta lo gra fi du mon ex ca ti on ber sel qua pro tri ness ment or ast hul wex'.split(
    ' ',
  )
/** Characters for names in scripts without spaces: U+4E00 and on. */
const HAN_FROM = 0x4e00
const HAN_COUNT = 3_000

export function languageBy(random: () => number): Language {
  let left = random() * 100
  for (const [language, share] of SHARES) {
    left -= share
    if (left < 0) return language
  }
  return 'english'
}

/** A sentence of so many words, with its mark at the end. */
export function sentence(random: () => number, language: Language, words: number): string {
  const said = Array.from({ length: words }, () => word(random, language))
  const isUnspaced = language === 'chinese' || language === 'japanese'
  if (isUnspaced) return `${said.join('')}。`
  const text = said.join(' ')
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`
}

function word(random: () => number, language: Language): string {
  const common = LISTS[language]
  if (random() < 0.6) return common[rankBy(random, common.length)] ?? ''
  return rareWord(language, rankBy(random, RARE_WORDS))
}

/** The rare word with this number. */
export function rareWord(language: Language, number: number): string {
  if (language === 'chinese' || language === 'japanese') {
    return String.fromCodePoint(
      HAN_FROM + ((number * 7) % HAN_COUNT),
      HAN_FROM + ((number * 13 + 5) % HAN_COUNT),
    )
  }
  const common = LISTS[language]
  if (language !== 'english' && language !== 'german') {
    const [first = '', second = ''] = [number % common.length, (number * 31) % common.length].map(
      (at) => common[at],
    )
    return `${first}${second}`
  }
  let [word, left] = ['', number + 30]
  while (left > 0) {
    word += SYLLABLES[left % SYLLABLES.length] ?? ''
    left = Math.floor(left / SYLLABLES.length)
  }
  return word
}

/** A place in a list: each as often as the inverse of its rank says. */
const rankBy = (random: () => number, count: number): number =>
  Math.floor(Math.exp(random() * Math.log(count + 1))) - 1

const LISTS: Readonly<Record<Language, readonly string[]>> = {
  english: COMMON.english.split(' '),
  german: COMMON.german.split(' '),
  hindi: COMMON.hindi.split(' '),
  arabic: COMMON.arabic.split(' '),
  chinese: COMMON.chinese.split(' '),
  japanese: COMMON.japanese.split(' '),
}
