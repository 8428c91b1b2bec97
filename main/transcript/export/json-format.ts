import { CONVERSATION_FILE } from '@contract/library-format'
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
    extension: CONVERSATION_FILE,
    isOneFileEach: false,
    begin: () => {
      let separator = '\n'
      return {
        opening: `${head.slice(0, -1)},"conversations":[`,
        conversation: (conversation) => {
          const text = `${separator}${JSON.stringify(toFile(conversation), null, 1)}`
          separator = ',\n'
          return text
        },
        closing: '\n]}\n',
      }
    },
  }
}
