/** Resolves when this has, or after so many ms. */
export async function within(work: Promise<unknown>, ms: number): Promise<void> {
  let limit: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => {
    limit = setTimeout(resolve, ms)
  })
  await Promise.race([work, late])
  clearTimeout(limit)
}
