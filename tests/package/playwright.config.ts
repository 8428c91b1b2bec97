import { defineConfig } from '@playwright/test'

/** The installed app, on Debian and as root; `npm run test:package` makes what it needs. */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '../../test-results/package',
  workers: 1,
  retries: 0,
  timeout: 3 * 60_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ['json', { outputFile: '../../test-results/playwright.json' }]],
})
