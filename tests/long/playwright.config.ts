import { defineConfig } from '@playwright/test'

/** What takes too long for every run; `npm run test:long`. Its last result is in docs/testing.md. */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '../../test-results/long',
  workers: 1,
  retries: 0,
  timeout: 30 * 60_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: '../../test-results/playwright.json' }]],
})
