import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

const at = (path: string): string => resolve(import.meta.dirname, path)

export default defineConfig({
  // The tests read the voice detector's network as an inlined file.
  assetsInclude: ['**/*.onnx'],
  resolve: {
    alias: {
      '@contract': at('preload/contract'),
      '@main': at('main'),
      '@simulator': at('simulator'),
    },
  },
  test: {
    include: [
      'tests/{fuzz,soak}/**/*.test.ts',
      '{main,preload,renderer,electron,simulator}/**/*.test.{ts,tsx}',
      'tests/{docs,export,protocol,repository}/**/*.test.ts',
      'examples/**/*.test.ts',
      '{bench,tests/e2e,tests/faults}/**/*.test.ts',
    ],
    testTimeout: 15_000,
    // Many of the tests wait for sockets and clocks: one more at a time than there are cores.
    maxWorkers: availableParallelism() + 1,
  },
})
