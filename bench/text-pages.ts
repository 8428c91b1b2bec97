/** Pages of small text as people have them on their screens: an editor and a spreadsheet. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

/** Source that is longer than a screen. */
const SOURCES = ['main/vision/frame-pipeline.ts', 'renderer/vision/frame-grab.ts']
const TOKENS =
  /(?<comment>\/\*\*?[\s\S]*?\*\/|\/\/.*)|(?<text>'[^'\n]*')|(?<keyword>\b(?:const|import|export|return|if|else|async|await|this|readonly|interface|class|void|new|type|from)\b)|(?<number>\b\d[\d_]*\b)/g

const ROWS = 150
const COLUMNS = 40
const WORDS = ['Invoice', 'Refund', 'Transfer', 'Payroll', 'Travel']

/** Letters of 13 px, coloured on dark ground, in three columns of an editor. */
export function codePage(): string {
  const source = SOURCES.map((file) =>
    readFileSync(resolve(import.meta.dirname, '..', file), 'utf8'),
  )
  const lines = source.join('\n').replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  const coloured = lines.replace(TOKENS, (token, ...rest) => {
    const groups = rest.at(-1) as Readonly<Record<string, string | undefined>>
    const kind = Object.keys(groups).find((name) => groups[name] !== undefined) ?? ''
    return `<i class="${kind}">${token}</i>`
  })
  return page(
    `body { background: #1e1e1e; color: #d4d4d4 }
    pre { margin: 8px; font: 13px/17px 'DejaVu Sans Mono', monospace; column-width: 620px;
      column-gap: 12px; height: calc(100vh - 16px); overflow: hidden; white-space: pre-wrap }
    .comment { color: #6a9955 } .text { color: #ce9178 } .number { color: #b5cea8 }
    .keyword { color: #569cd6 }`,
    `<pre>${coloured.repeat(8)}</pre>`,
  )
}

/** Figures of 12 px between thin lines; some red, some on yellow ground. */
export function spreadsheetPage(): string {
  let seed = 7
  const below = (limit: number): number => {
    seed = (seed * 16_807) % 0x7fffffff
    return seed % limit
  }
  const twoDigits = (value: number): string => String(value).padStart(2, '0')
  const cell = (column: number): string => {
    if (column === 0) return `<td>2026-${twoDigits(1 + below(12))}-${twoDigits(1 + below(28))}`
    if (column === 1) return `<td>${WORDS[below(WORDS.length)] ?? ''} ${1_000 + below(9_000)}`
    const kind = ['negative', 'marked'][below(10)] ?? ''
    const sign = kind === 'negative' ? '-' : ''
    return `<td class="figure ${kind}">${sign}${(below(900_000) / 100).toFixed(2)}`
  }
  const columns = Array.from({ length: COLUMNS }, (_, column) => column)
  const rows = Array.from(
    { length: ROWS },
    (_, row) => `<tr><th>${row + 1}${columns.map(cell).join('')}`,
  )
  return page(
    `body { background: white; font: 12px 'Liberation Sans', Arial, sans-serif }
    table { border-collapse: collapse }
    td, th { border: 1px solid #d0d0d0; padding: 1px 5px; height: 17px; white-space: nowrap }
    th { background: #f0f0f0; font-weight: 400; color: #555 }
    .figure { text-align: right } .negative { color: #c00 }
    .marked { background: #fff2cc; color: #7f6000 }`,
    `<table>${rows.join('')}</table>`,
  )
}

const page = (style: string, body: string): string =>
  `<!doctype html><meta charset="utf-8"><title>Text</title>
  <style>html, body { margin: 0; overflow: hidden } i { font-style: normal } ${style}</style><body>${body}`
