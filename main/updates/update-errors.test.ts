import { expect, it } from 'vitest'
import { updateError, updateErrorCode } from './update-errors'

const coded = (code: string, message = 'said'): Error => Object.assign(new Error(message), { code })

it.each([
  [coded('ERR_CHECKSUM_MISMATCH'), 'download', 'update-damaged'],
  [coded('ERR_UPDATER_INVALID_SIGNATURE'), 'download', 'update-damaged'],
  [coded('ENOSPC'), 'download', 'update-disk-full'],
  [new Error('net::ERR_CONNECTION_RESET'), 'download', 'update-not-downloaded'],
  [new Error('net::ERR_CONNECTION_REFUSED'), 'check', 'update-feed-unreachable'],
  [new Error('net::ERR_BLOCKED_BY_CLIENT'), 'check', 'update-feed-unusable'],
  [coded('ERR_UPDATER_CHANNEL_FILE_NOT_FOUND'), 'check', 'update-feed-unusable'],
  [coded('ERR_UPDATER_INVALID_UPDATE_INFO'), 'check', 'update-feed-unusable'],
  [coded('HTTP_ERROR_403'), 'check', 'update-feed-unusable'],
  [coded('HTTP_ERROR_503'), 'check', 'update-feed-unreachable'],
  [new TypeError('null has no version'), 'check', 'update-feed-unusable'],
  ['thrown as a text', 'check', 'update-feed-unreachable'],
] as const)('%s during a %s is %s', (thrown, stage, reason) => {
  expect(updateError(thrown, stage).reason).toBe(reason)
})

it('tells the name of a failure and none of its words', () => {
  expect(updateErrorCode(new Error('net::ERR_FAILED at /home/somebody'))).toBe('ERR_FAILED')
  expect(updateErrorCode(coded('a sentence of somebody'))).toBe('')
})
