/** https://w3c.github.io/trusted-types/dist/spec/: what TypeScript's DOM library does not have yet. */

interface TrustedTypePolicyOptions {
  createScriptURL?: (url: string) => string | null
}

interface TrustedTypePolicyFactory {
  createPolicy(name: string, options: TrustedTypePolicyOptions): unknown
}

/** Chromium alone has it; the tests' DOM has not. */
declare const trustedTypes: TrustedTypePolicyFactory | undefined
