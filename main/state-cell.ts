/** A value with named slices that tells its listeners, in order, which slices changed. */
export class StateCell<State extends object> {
  readonly #listeners = new Set<(patch: Partial<State>, state: State) => void>()
  #state: State

  constructor(initial: State) {
    this.#state = initial
  }

  get current(): State {
    return this.#state
  }

  update(patch: Partial<State>): void {
    this.#state = { ...this.#state, ...patch }
    for (const listener of [...this.#listeners]) listener(patch, this.#state)
  }

  /** Returns the function that ends the subscription. */
  subscribe(listener: (patch: Partial<State>, state: State) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}
