import { defineConfig } from '@playwright/test'

/** Benchmarks in the real Electron; `npm run bench` sets the stage for them. */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.bench.ts',
  outputDir: '../test-results/bench',
  // Whatever runs beside a measurement is measured with it.
  workers: 1,
  retries: 0,
  timeout: 180_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['./report.ts']],
  use: { trace: 'off', screenshot: 'off' },
})
