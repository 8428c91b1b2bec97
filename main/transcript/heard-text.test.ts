import { describe, expect, it } from 'vitest'
import { heardText } from './heard-text'

describe('heardText', () => {
  it.each([
    ['One two three', 1, 'One two three'],
    ['One two three', 0, ''],
    ['One two three', 0.6, 'One two'],
    ['今日は天気がいいです', 0.5, '今日は天気'],
    ['नमस्ते दुनिया कैसे हो', 0.35, 'नमस्ते'],
    ['', 0.5, ''],
  ])('cuts %j at %d', (text, fraction, heard) => expect(heardText(text, fraction)).toBe(heard))
})
