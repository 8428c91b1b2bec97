/** Something that the demo waited for did not come. */
export class StepFailed extends Error {}

/**
 * Resolves with the first value that is not `null` or `undefined`, looked for now and after each
 * event; rejects with `StepFailed` at the deadline.
 *
 * @param subscribe gets the function to call at each event; returns what ends the subscription.
 * @param deadlineMs milliseconds from now.
 */
export function waitFor<Value>(
  step: string,
  deadlineMs: number,
  subscribe: (look: () => void) => () => void,
  find: () => Value | null | undefined,
): Promise<Value> {
  return new Promise((resolve, reject) => {
    let unsubscribe: () => void = () => undefined
    const timer = setTimeout(() => {
      unsubscribe()
      reject(new StepFailed(`${step} did not come within ${deadlineMs / 1_000} s`))
    }, deadlineMs)
    const look = (): void => {
      const value = find()
      if (value === null || value === undefined) return
      clearTimeout(timer)
      unsubscribe()
      resolve(value)
    }
    unsubscribe = subscribe(look)
    look()
  })
}
