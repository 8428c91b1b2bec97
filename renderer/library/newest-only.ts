/**
 * Does one thing at a time: what is asked for meanwhile waits, and of that the newest alone is done.
 *
 * @param act does it; must not reject.
 */
export function newestOnly<Argument>(
  act: (argument: Argument) => Promise<void>,
): (argument: Argument) => void {
  let waiting: { readonly argument: Argument } | null = null
  let isActing = false
  const actOn = async (): Promise<void> => {
    isActing = true
    while (waiting !== null) {
      const { argument } = waiting
      waiting = null
      await act(argument)
    }
    isActing = false
  }
  return (argument) => {
    waiting = { argument }
    if (!isActing) void actOn()
  }
}
