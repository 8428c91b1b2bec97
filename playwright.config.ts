import { defineConfig } from '@playwright/test'

/** End to end tests in the real Electron; `npm run e2e` sets the stage for them. */
export default defineConfig({
  testDir: 'tests',
  testMatch: ['docs/**/*.spec.ts', 'e2e/**/*.spec.ts', 'faults/e2e/**/*.spec.ts'],
  outputDir: 'test-results/e2e',
  // One display, one microphone, one clipboard: the tests take turns.
  workers: 1,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/playwright.json' }]],
  use: { trace: 'retain-on-failure', screenshot: 'only-on-failure' },
})
