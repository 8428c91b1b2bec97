import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'
import { noteBundledModules, type BundledPart } from './electron/packaging/bundled-modules.mjs'

const at = (path: string): string => resolve(import.meta.dirname, path)
const noteBundled = (part: BundledPart): Plugin => noteBundledModules(part, at('out/bundled'))

/** Shared short names; the same are in tsconfig.base.json and vitest.config.ts. */
const alias = {
  '@contract': at('preload/contract'),
  '@main': at('main'),
  '@simulator': at('simulator'),
}

// The oldest runtime that the app runs on is Electron 33 (Node 20.18, Chrome 130).
const nodeTarget = 'node20.18'
const chromeTarget = 'chrome130'

export default defineConfig({
  main: {
    resolve: { alias },
    plugins: [noteBundled('main')],
    build: {
      target: nodeTarget,
      outDir: 'out/main',
      rolldownOptions: {
        input: {
          index: at('electron/index.ts'),
          simulator: at('simulator/command-line.ts'),
          'library-process': at('electron/library-process/library-process.ts'),
          'key-hook': at('electron/key-hook/hook-process.ts'),
          'codec-thread': at('main/vision/codec-thread.ts'),
        },
      },
    },
  },
  preload: {
    resolve: { alias },
    plugins: [noteBundled('preload')],
    build: {
      target: nodeTarget,
      outDir: 'out/preload',
      rolldownOptions: {
        input: {
          index: at('preload/index.ts'),
          region: at('preload/region.ts'),
          'safe-mode': at('preload/safe-mode.ts'),
        },
        // A sandboxed preload must be a single CommonJS file: they share no module.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    resolve: { alias },
    plugins: [react(), noteBundled('renderer')],
    worker: { plugins: () => [noteBundled('workers')] },
    build: {
      target: chromeTarget,
      minify: true,
      outDir: at('out/renderer'),
      emptyOutDir: true,
      rolldownOptions: {
        input: {
          index: at('renderer/index.html'),
          region: at('renderer/region.html'),
          'safe-mode': at('renderer/safe-mode.html'),
        },
      },
    },
  },
})
