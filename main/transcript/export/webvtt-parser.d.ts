/** The W3C's validator of WebVTT, which tells no types of its own; as far as the tests use it. */
declare module 'webvtt-parser' {
  interface VttNode {
    readonly type: 'object' | 'text' | 'timestamp'
    readonly name?: string
    readonly value?: string
    readonly children?: readonly VttNode[]
  }
  export class WebVTTParser {
    constructor(entities: Readonly<Record<string, string>>)
    parse(
      text: string,
      kind: 'subtitles' | 'captions' | 'chapters' | 'metadata',
    ): {
      readonly cues: readonly {
        readonly startTime: number
        readonly endTime: number
        readonly text: string
        readonly tree: { readonly children: readonly VttNode[] }
      }[]
      readonly errors: readonly { readonly message: string; readonly line: number }[]
    }
  }
}
