/** The timers of one owner, so that one call at its end leaves none behind. */
export class Timers {
  private readonly pending = new Set<NodeJS.Timeout>()

  get size(): number {
    return this.pending.size
  }

  /** Runs `task` after `milliseconds`; the returned function takes it back. */
  after(milliseconds: number, task: () => void): () => void {
    const timer = setTimeout(() => {
      this.pending.delete(timer)
      task()
    }, milliseconds)
    this.pending.add(timer)
    return () => {
      clearTimeout(timer)
      this.pending.delete(timer)
    }
  }

  clear(): void {
    for (const timer of this.pending) clearTimeout(timer)
    this.pending.clear()
  }
}
