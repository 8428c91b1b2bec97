/** Letters of Latin that Unicode does not take apart, as they are typed where a keyboard lacks them. */
const PLAIN: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th' },
  ...{ ø: 'o', ł: 'l', đ: 'd', ð: 'd', ı: 'i' },
}

/**
 * A text as it is compared: case, width and the accents of Latin, Greek and Cyrillic letters do not
 * count, nor Arabic vowel marks and stretched letters, hyphens that are not seen, and whether a pictograph
 * is to be in colour. Vowel signs of other scripts are letters, and stay.
 */
export const fold = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[\u00ad\u0300-\u036f\u0640\u064b-\u0652\u0670\ufe0e\ufe0f]/g, '')
    .replaceAll(/[ßæœþøłđðı]/g, (letter) => PLAIN[letter] ?? letter)
    .normalize('NFKC')
