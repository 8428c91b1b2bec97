/** Links and headings of a Markdown document. Pure. */

/** `[x](to)`, `![x](to)`, and pictures that differ by theme, which are HTML. */
const LINK = /\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)|\s(?:src|srcset)="([^"]+)"/g

const withoutCode = (markdown: string): string =>
  markdown.replaceAll(/^```[\s\S]*?^```/gm, '').replaceAll(/`[^`\n]*`/g, '``')

/** Where links and pictures of a document lead. */
export const linksIn = (markdown: string): string[] =>
  [...withoutCode(markdown).matchAll(LINK)].map(([, link, picture]) => link ?? picture ?? '')

/** The anchors of a document's headings, as GitHub makes them. */
export const slugsOf = (markdown: string): string[] =>
  [...markdown.replaceAll(/^```[\s\S]*?^```/gm, '').matchAll(/^#{1,6}\s+(.+)$/gm)].map(
    ([, title = '']) =>
      title
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
        .trim()
        .replaceAll(/\s/g, '-'),
  )

export const isPictureOf = (path: string): boolean => /\.(png|jpe?g|gif|webp|svg)$/.test(path)

/** What is set in italics, each step of a way by itself: `_Settings → Sound_` is two. */
export const namesIn = (markdown: string): string[] =>
  [...withoutCode(markdown).matchAll(/(?<![\w_])_([^_]+)_(?![\w_])/g)].flatMap(([, way = '']) =>
    way
      .replaceAll(/\s+/g, ' ')
      .split(' → ')
      .map((name) => name.trim()),
  )
