import { networkInterfaces, uptime } from 'node:os'
import type { Clock } from './live/clock'

/** How often one looks around, in ms. */
const LOOK_MS = 1_000

/** A longer time between two looks, in ms, was a sleep, or as good as one. */
const SLEPT_MS = 5_000

/** What the system tells when it is asked. */
export interface SystemFacts {
  /** Ms since the system started, with those that it slept; no change of the date moves it. */
  uptimeMs(): number
  /** The addresses of this computer; `null` when the system does not tell. */
  addresses(): ReadonlySet<string> | null
}

export const systemFacts: SystemFacts = {
  uptimeMs: () => uptime() * 1_000,
  addresses: () => {
    try {
      const all = Object.values(networkInterfaces())
      return new Set(all.flatMap((each) => each?.map(({ address }) => address) ?? []))
    } catch {
      // As in a sandbox that hides the network, or with too many open files.
      return null
    }
  },
}

export interface SurroundingsOptions {
  readonly clock: Clock
  readonly facts: SystemFacts
  /** The computer has slept, though perhaps nobody said that it would. */
  onSlept(): void
  onAddresses(addresses: ReadonlySet<string>): void
}

/**
 * Notices what not every system tells: that the computer has slept, and that its network has
 * changed. Timers stand still while it sleeps, and so does the clock that they run by.
 */
export class Surroundings {
  readonly #options: SurroundingsOptions
  #cancel: (() => void) | null = null
  #uptimeMs = 0
  #addresses: ReadonlySet<string> = new Set()
  /** Those that the last look did not see. */
  #missing: ReadonlySet<string> = new Set()

  constructor(options: SurroundingsOptions) {
    this.#options = options
  }

  /** Looks around from now on, or no more. */
  watch(isWanted: boolean): void {
    if (isWanted === (this.#cancel !== null)) return
    if (isWanted) {
      this.#addresses = this.#options.facts.addresses() ?? new Set()
      this.#missing = new Set()
      this.#look(false)
    } else {
      this.#cancel?.()
      this.#cancel = null
    }
  }

  #look(tells = true): void {
    const { clock, facts } = this.#options
    const before = this.#uptimeMs
    this.#uptimeMs = facts.uptimeMs()
    this.#cancel = clock.schedule(() => this.#look(), LOOK_MS)
    if (!tells) return
    if (this.#uptimeMs - before > SLEPT_MS) this.#options.onSlept()
    this.#compareAddresses()
  }

  #compareAddresses(): void {
    const seen = this.#options.facts.addresses()
    if (seen === null) return
    // A Wi-Fi that changes its access point has none for a moment: what two looks miss is gone.
    const waited = [...this.#addresses].filter(
      (address) => !seen.has(address) && !this.#missing.has(address),
    )
    this.#missing = new Set(waited)
    const addresses = new Set([...seen, ...waited])
    const isSame =
      addresses.size === this.#addresses.size &&
      [...addresses].every((address) => this.#addresses.has(address))
    this.#addresses = addresses
    if (!isSame) this.#options.onAddresses(addresses)
  }
}
