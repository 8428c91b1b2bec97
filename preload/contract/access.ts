import { z } from 'zod'
import type { KeyStatus } from './settings'

/** How Gemini is reached: by whose right, and where. */
export const accessWaySchema = z.enum(['api-key', 'token-endpoint', 'vertex-account', 'vertex-key'])
export type AccessWay = z.infer<typeof accessWaySchema>

const tokenUrlSchema = z.string().trim().min(1).max(2_000)
const apiVersionSchema = z.enum(['v1beta', 'v1alpha'])
/** Parts of a host's name or of a path: nothing that could lead elsewhere. */
const projectSchema = z.string().regex(/^[a-z0-9][a-z0-9.:-]{0,98}$/i)
const locationSchema = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/)
const fileSchema = z.string().trim().min(1).max(4_096)

/** The way in as it is set. Secrets are not among it: they are in the keychain. */
export const accessSettingsSchema = z.strictObject({
  way: accessWaySchema,
  tokenEndpoint: z.strictObject({ url: tokenUrlSchema, apiVersion: apiVersionSchema }).nullable(),
  vertex: z
    .strictObject({
      project: projectSchema,
      location: locationSchema,
      /** Path of a file of Google credentials; `null`: where gcloud keeps them. */
      file: fileSchema.nullable(),
    })
    .nullable(),
})
export type AccessSettings = z.infer<typeof accessSettingsSchema>

export const DEFAULT_ACCESS: AccessSettings = {
  way: 'api-key',
  tokenEndpoint: null,
  vertex: null,
}

/** More services are not remembered; the one agreed to longest ago is asked about again. */
export const MOST_AGREED = 20

/** What the person has agreed to in a box of the system's. No request of a window writes it. */
export const accessConsentSchema = z.strictObject({
  /** Origins of token services. */
  tokenServices: z.array(z.string().max(300)).max(MOST_AGREED),
  /** Some way in was there once: whatever is entered from then on takes its place. */
  hadAccess: z.boolean(),
})
export type AccessConsent = z.infer<typeof accessConsentSchema>

export const DEFAULT_CONSENT: AccessConsent = { tokenServices: [], hadAccess: false }

const keepSchema = z.enum(['keychain', 'this-run'])
/** `null`: as it is kept already, or none. */
const secretSchema = z
  .string()
  .trim()
  .min(1)
  .max(4_000)
  // A secret may become a header, in which a line must not end.
  .regex(/^[\x20-\x7e]+$/)
  .nullable()

/** A way in as it is entered, to be checked and then kept. */
export const accessEntrySchema = z.discriminatedUnion('way', [
  /** Back to the key, which is kept already. */
  z.strictObject({ way: z.literal('api-key') }),
  z.strictObject({
    way: z.literal('token-endpoint'),
    url: tokenUrlSchema,
    apiVersion: apiVersionSchema,
    secret: secretSchema,
    keep: keepSchema,
  }),
  z.strictObject({
    way: z.literal('vertex-account'),
    project: projectSchema,
    location: locationSchema,
    file: fileSchema.nullable(),
  }),
  z.strictObject({ way: z.literal('vertex-key'), secret: secretSchema, keep: keepSchema }),
])
export type AccessEntry = z.infer<typeof accessEntrySchema>

/** The secrets that stand beside the API key, each in a place of its own. */
export const accessSecretSchema = z.enum(['token-endpoint', 'vertex-key'])
export type AccessSecret = z.infer<typeof accessSecretSchema>

/** What a window may know of the way in: never a secret. */
export interface AccessStatus {
  /** Nothing is missing that a connection needs. */
  readonly ready: boolean
  readonly secrets: Readonly<Record<AccessSecret, KeyStatus>>
  /** Where the Live session goes, such as `https://generativelanguage.googleapis.com`. */
  readonly serverOrigin: string
}
