/** The part of a source of `desktopCapturer` that tells which display it shows. */
interface ShownBy {
  /** Empty where the system does not tell. */
  readonly display_id: string
}

/** The display that a screen's source shows; `null` when it cannot be told. */
export function displayOf<Display extends { readonly id: number }>(
  source: ShownBy,
  screens: readonly ShownBy[],
  displays: readonly Display[],
): Display | null {
  const named = displays.find(({ id }) => String(id) === source.display_id)
  if (named) return named
  const [only] = displays
  // One of each: there is nothing to mix up.
  return screens.length === 1 && displays.length === 1 && only ? only : null
}
