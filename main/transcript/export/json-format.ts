import type { ConversationFormat } from './conversation-format'
import { FILE_FORMAT, FILE_VERSION } from './conversation-file'
import { toFile } from './file-conversion'

/**
 * The format that can be imported again.
 *
 * @param now milliseconds since the epoch
 */
export function jsonFormat(now: number): ConversationFormat {
  const head = JSON.stringify({
    format: FILE_FORMAT,
    version: FILE_VERSION,
    exportedAt: new Date(now).toISOString(),
  })
  return {
    extension: 'json',
    isOneFileEach: false,
    opening: () => `${head.slice(0, -1)},"conversations":[`,
    conversation: (conversation, index) =>
      `${index === 0 ? '' : ','}\n${JSON.stringify(toFile(conversation), null, 1)}`,
    closing: () => '\n]}\n',
  }
}
