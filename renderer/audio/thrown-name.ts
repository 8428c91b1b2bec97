/** The name of what a media API threw, such as `NotAllowedError`. */
export function thrownName(thrown: unknown): string {
  return thrown instanceof Error || thrown instanceof DOMException ? thrown.name : String(thrown)
}
