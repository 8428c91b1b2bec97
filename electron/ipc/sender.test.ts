import { describe, expect, it } from 'vitest'
import { isTrustedSender } from './sender'

const mainFrame = { origin: 'app://bundle', parent: null }
const window = { mainFrame }
const ours = [window]

describe('the sender of a message', () => {
  it('is trusted as the main frame of our window', () => {
    expect(isTrustedSender({ sender: window, senderFrame: mainFrame }, ours)).toBe(true)
  })

  it('is not trusted once the frame is gone', () => {
    expect(isTrustedSender({ sender: window, senderFrame: null }, ours)).toBe(false)
  })

  it('is not trusted from windows that are not ours', () => {
    const other = { mainFrame }
    expect(isTrustedSender({ sender: other, senderFrame: mainFrame }, ours)).toBe(false)
  })

  it('is not trusted from frames inside the page', () => {
    const senderFrame = { origin: 'app://bundle', parent: mainFrame }
    expect(isTrustedSender({ sender: window, senderFrame }, ours)).toBe(false)
  })

  it.each(['app://bundle.evil', 'app://bundle/', 'https://bundle', 'data:', 'null', ''])(
    'is not trusted from the origin %s',
    (origin) => {
      const frame = { origin, parent: null }
      const contents = { mainFrame: frame }
      expect(isTrustedSender({ sender: contents, senderFrame: frame }, [contents])).toBe(false)
    },
  )
})
