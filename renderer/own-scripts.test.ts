import { expect, it } from 'vitest'
import { isOwnWorker } from './own-scripts'

const PAGE = 'app://bundle/index.html'

it.each([
  'app://bundle/assets/frame-grabber.worker-Bx_1-9aZ.js',
  'app://bundle/assets/voice-detector.worker-D3f4.js',
  '/assets/voice-detector.worker-D3f4.js',
])('lets %s start', (address) => {
  expect(isOwnWorker(address, PAGE)).toBe(true)
})

it.each([
  'app://bundle/assets/index-Bx19aZ.js',
  'app://bundle/assets/frame-grabber.worker-1.js?x',
  'app://bundle/assets/frame-grabber.worker-1.js#x',
  'app://bundle/assets/frame-grabber.worker-1.json',
  'app://bundle/x/evil.worker-1.js',
  'app://bundle/assets/other-1.js',
  'app://bundle/other.worker-1.js',
  'app://bundle/assets/a%2f.worker-1.js',
  'app://user@bundle/assets/frame-grabber.worker-1.js',
  'app://bundle.evil/assets/frame-grabber.worker-1.js',
  'https://bundle/assets/frame-grabber.worker-1.js',
  'data:text/javascript,1',
  'blob:app://bundle/1234',
  'javascript:1',
  '',
])('lets not %s start', (address) => {
  expect(isOwnWorker(address, PAGE)).toBe(false)
})
