/**
 * A text as it is compared: case, width and the accents of Latin, Greek and Cyrillic letters do not
 * count, nor whether a pictograph is to be in colour. Vowel signs of other scripts are letters, and stay.
 */
export const fold = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f\ufe0e\ufe0f]/g, '')
    .normalize('NFKC')
