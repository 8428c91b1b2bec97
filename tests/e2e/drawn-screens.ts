/** Screens as people show them, drawn by Chromium: with words, so that they look like something. */
import type { Page } from '@playwright/test'

export const SCREEN_KINDS = ['editor', 'chart', 'table', 'letter'] as const
export type ScreenKind = (typeof SCREEN_KINDS)[number]

export interface DrawnScreen {
  readonly width: number
  readonly height: number
  /** JPEG in base64. */
  readonly picture: string
  /** As wide as the app makes its own. */
  readonly thumbnail: string
}

export type DrawnScreens = Readonly<Record<ScreenKind, DrawnScreen>>

/** Draws each kind once. */
export async function drawScreens(window: Page): Promise<DrawnScreens> {
  const [editor, chart, table, letter] = await Promise.all(
    SCREEN_KINDS.map((kind) => window.evaluate(draw, kind)),
  )
  if (!editor || !chart || !table || !letter) throw new Error('A screen was not drawn')
  return { editor, chart, table, letter }
}

/** In the page. */
async function draw(kind: 'editor' | 'chart' | 'table' | 'letter'): Promise<DrawnScreen> {
  const [width, height, thumbnailWidth] = [1280, 800, 240]
  const canvas = new OffscreenCanvas(width, height)
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('No canvas')
  const box = (colour: string, x: number, y: number, wide: number, high: number): void => {
    pen.fillStyle = colour
    pen.fillRect(x, y, wide, high)
  }
  const write = (text: string, colour: string, x: number, y: number, font: string): void => {
    pen.fillStyle = colour
    pen.font = font
    pen.fillText(text, x, y)
  }
  const frame = (title: string, bar: string, ground: string, ink: string): void => {
    box(ground, 0, 0, width, height)
    box(bar, 0, 0, width, 44)
    for (const [place, colour] of ['#ff5f57', '#febc2e', '#28c840'].entries()) {
      pen.fillStyle = colour
      pen.beginPath()
      pen.arc(28 + place * 26, 22, 8, 0, 7)
      pen.fill()
    }
    write(title, ink, width / 2 - 70, 28, '16px sans-serif')
  }
  if (kind === 'editor') {
    frame('sessions.ts', '#20262e', '#12171d', '#c9d1d9')
    const code = [
      ['#ff7b72', "import { open } from './store'"],
      ['#8b949e', '// One connection takes over from another.'],
      ['#d2a8ff', 'export async function rotate(session) {'],
      ['#c9d1d9', '  const next = await open(session.address)'],
      ['#c9d1d9', '  await next.ready()'],
      ['#ffa657', '  session.replace(next)'],
      ['#c9d1d9', '  return next'],
      ['#d2a8ff', '}'],
    ] as const
    for (let row = 0; row < 17; row += 1) {
      const [colour, text] = code[row % code.length] ?? ['', '']
      write(String(row + 38), '#484f58', 30, 100 + row * 42, '24px monospace')
      write(text, colour, 90, 100 + row * 42, '24px monospace')
    }
    box('#3a1d1d', 0, 700, width, 100)
    write('error  TS2345: Argument of type "string | null"', '#ff938a', 30, 758, '24px monospace')
  } else if (kind === 'chart') {
    frame('Sales 2026', '#e6ebf0', '#ffffff', '#3c4650')
    write('Sales by month, thousand €', '#1c2530', 80, 120, 'bold 34px sans-serif')
    for (const [place, value] of [42, 55, 51, 68, 74, 61, 83, 97, 92, 110, 124, 118].entries()) {
      box(place === 10 ? '#e07a2f' : '#2a7f92', 90 + place * 95, 720 - value * 4.3, 64, value * 4.3)
      write(String(value), '#4b5663', 104 + place * 95, 706 - value * 4.3, '22px sans-serif')
    }
    box('#8a96a3', 80, 720, 1140, 3)
  } else if (kind === 'table') {
    frame('Expenses.ods', '#dfe9e2', '#ffffff', '#2d4033')
    for (let row = 0; row < 17; row += 1) {
      box(row === 0 ? '#2f6b45' : row % 2 ? '#f3f7f4' : '#ffffff', 0, 60 + row * 43, width, 43)
      const cells =
        row === 0
          ? ['Date', 'What for', 'Net', 'Tax']
          : [`${row}.11.`, 'Train', `${row * 17}.40`, `${row}.23`]
      for (const [place, cell] of cells.entries()) {
        write(
          cell,
          row === 0 ? '#ffffff' : '#223028',
          40 + place * 310,
          90 + row * 43,
          '24px sans-serif',
        )
      }
    }
  } else {
    frame('旅行の計画', '#efe6da', '#fbf7f0', '#5a4630')
    write('京都 三日間の旅', '#3d2f20', 110, 150, 'bold 46px sans-serif')
    for (let row = 0; row < 12; row += 1) {
      write(
        '一日目は清水寺から祇園まで歩き、夕方に鴨川で休みます。',
        '#59493a',
        110,
        230 + row * 46,
        '30px sans-serif',
      )
    }
    box('#c8553d', 880, 560, 260, 160)
  }
  const small = new OffscreenCanvas(thumbnailWidth, (thumbnailWidth * height) / width)
  small.getContext('2d')?.drawImage(canvas, 0, 0, small.width, small.height)
  const encode = async (whole: OffscreenCanvas): Promise<string> => {
    const blob = await whole.convertToBlob({ type: 'image/jpeg', quality: 0.8 })
    const bytes = new Uint8Array(await blob.arrayBuffer())
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
  }
  return { width, height, picture: await encode(canvas), thumbnail: await encode(small) }
}
