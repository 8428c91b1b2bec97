/** The look of exported HTML: light and dark, on screen and on paper. */
export const HTML_STYLE = `
:root { color-scheme: light dark; --paper: #fff; --ink: #1c1c1e; --quiet: #636366; --line: #d1d1d6; --user: #eef4ff; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #1c1c1e; --ink: #f2f2f7; --quiet: #aeaeb2; --line: #3a3a3c; --user: #22304a; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 46rem; padding: 2rem 1rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .25rem; }
h2 { font-size: 1.3rem; line-height: 1.25; margin: 0 0 .25rem; }
a { color: inherit; }
nav { margin-bottom: 3rem; }
article + article { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: 2rem; }
.about, .note, .who, .quiet { color: var(--quiet); font-size: .875rem; }
.about { margin: 0 0 1.5rem; }
.line { margin: 0 0 1rem; padding: .5rem .75rem; border-radius: .5rem; }
.user { background: var(--user); }
.who { margin: 0; }
.who b { color: var(--ink); }
.text { margin: .125rem 0 0; white-space: pre-wrap; }
.note { margin: 0 0 1rem; padding-inline-start: .75rem; border-inline-start: 3px solid var(--line); }
.mark { color: var(--ink); font-weight: 600; }
figure { margin: 0 0 1rem; }
img { display: block; max-width: 100%; height: auto; border: 1px solid var(--line); border-radius: .25rem; }
figcaption { color: var(--quiet); font-size: .875rem; }
@media print {
  :root { --paper: #fff; --ink: #000; --quiet: #444; --line: #bbb; --user: #f3f3f3; }
  body { max-width: none; padding: 0; }
  .line, figure, h2 { break-inside: avoid; }
  h1, h2, .about { break-after: avoid; }
  article + article { break-before: page; border: 0; }
}
`
