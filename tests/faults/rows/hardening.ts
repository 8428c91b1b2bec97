import type { FaultRow } from './row'

/** F: attacks on the app itself. */
export const HARDENING_ROWS: readonly FaultRow[] = [
  {
    number: 74,
    fault: 'a script runs in the page',
    expected: 'no Node, no network, nothing beyond the list of requests',
    level: 'electron',
  },
  {
    number: 75,
    fault: 'a request from an iframe, a child, a navigated or destroyed frame',
    expected: 'refused',
    level: 'electron',
  },
  {
    number: 76,
    fault: 'fuzzed arguments on every channel',
    expected: 'no crash; what the schema refuses changes nothing',
    level: 'main',
  },
  {
    number: 77,
    fault: 'every permission, asked and checked, also from a wrong origin',
    expected: 'only those of the list',
    level: 'electron',
  },
  {
    number: 78,
    fault: 'capture that nobody armed, the old way and the new, and twice',
    expected: 'refused',
    level: 'electron',
    tests: [['tests/e2e/permissions.spec.ts', 'a page may not capture what nobody chose']],
  },
  {
    number: 79,
    fault: 'navigation, redirect, new window, dropped file, webview, file:',
    expected: 'refused',
    level: 'electron',
  },
  {
    number: 80,
    fault: 'app:// with other paths, hosts and encodings',
    expected: '404',
    level: 'electron',
  },
  {
    number: 81,
    fault: 'debugging switches, ELECTRON_RUN_AS_NODE, NODE_OPTIONS, a redirecting environment',
    expected: 'the packaged app exits or ignores them',
    level: 'electron',
    notRun:
      'by this command: a package; `npm run test:package` does, with the installed deb (here the fuses are flipped in a copy of Electron that the test makes)',
  },
  {
    number: 82,
    fault: 'the packaged app’s files are changed',
    expected: 'it does not run',
    level: 'electron',
    notRun:
      'needs macOS or Windows and a signed package; on Linux nothing protects against it but that the files are root’s alone (`npm run test:package`), which SECURITY.md says',
  },
  {
    number: 83,
    fault: 'any other connection outwards',
    expected: 'none',
    level: 'electron',
  },
  {
    number: 84,
    fault: 'planted secrets',
    expected: 'found nowhere: logs, files, arguments, children, the page',
    level: 'electron',
    notRun:
      'a key in GEMINI_API_KEY: Chromium’s zygote has inherited it before any code of ours runs, and with it, on Linux, the processes of pages and of the GPU have it in their memory, which SECURITY.md says',
  },
]
