/** Chromium's choice of where a context is heard, which TypeScript's DOM library leaves out. */
interface AudioContextOptions {
  sinkId?: string | { readonly type: 'none' }
}
