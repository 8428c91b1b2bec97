import { Agent as HttpAgent, type Agent, type ClientRequest } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import type { Socket } from 'node:net'
import { Agent as AnyAgent, type AgentConnectOpts as Options } from 'agent-base'
import { ConnectAgent, SocksAgent, type ProxyProblem, type Tell } from './proxy-agents'
import type { ProxyRoute } from './proxy-route'
import { systemTrust } from './trust'

/**
 * The way out through a list of proxies: an agent for one connection, and what became of it. Until a
 * proxy has let us through, every failure is the proxy's and not the server's.
 */
export class Tunnel {
  readonly agent: Agent
  readonly #abort = new AbortController()
  #problem: ProxyProblem | null = null

  constructor(routes: readonly ProxyRoute[]) {
    this.agent = new RoutesAgent(routes, this.#abort.signal, (problem) => {
      this.#problem = problem
    })
  }

  /** `null` when the proxy did its part, or was not yet asked to. */
  get problem(): ProxyProblem | null {
    return this.#problem
  }

  /** Ends the connection to the proxy, also one that is still being made. */
  abort(): void {
    this.#abort.abort()
  }
}

/** An agent without a proxy that trusts no certificate it should not, whatever the environment says. */
export const directAgent = (): HttpsAgent => new HttpsAgent({ ...systemTrust() })

/** Behind one that says nothing others wait, of whom somebody may answer; in ms. */
const NEXT_ROUTE_MS = 2_500

/**
 * Tries one way after the other, as a proxy script lists them. Only one that cannot be reached is passed
 * over: one that refuses has decided, and must not be gone round.
 */
class RoutesAgent extends AnyAgent {
  readonly #routes: readonly ProxyRoute[]
  readonly #signal: AbortSignal
  readonly #tell: (problem: ProxyProblem | null) => void

  constructor(
    routes: readonly ProxyRoute[],
    signal: AbortSignal,
    tell: (problem: ProxyProblem | null) => void,
  ) {
    super()
    this.#routes = routes
    this.#signal = signal
    this.#tell = tell
  }

  override async connect(request: ClientRequest, options: Options): Promise<Socket | Agent> {
    for (const [at, route] of this.#routes.entries()) {
      const isLast = at === this.#routes.length - 1
      let problem: ProxyProblem | null = null
      try {
        this.#tell(null)
        return await this.#connectBy(route, { request, options, isLast }, (told) => {
          problem = told
          this.#tell(told)
        })
      } catch (error) {
        if (isLast || this.#signal.aborted || !isUnreachable(problem)) throw error
      }
    }
    throw new Error('No way is left')
  }

  async #connectBy(
    route: ProxyRoute,
    { request, options, isLast }: Attempt,
    tell: Tell,
  ): Promise<Socket | Agent> {
    if (route.kind === 'direct') return options.secureEndpoint ? directAgent() : new HttpAgent()
    const late = new AbortController()
    const signal = AbortSignal.any([this.#signal, late.signal])
    const isConnect = route.kind === 'http' || route.kind === 'https'
    const agent = new (isConnect ? ConnectAgent : SocksAgent)(route, signal, tell)
    const limit = isLast ? undefined : setTimeout(() => late.abort(), NEXT_ROUTE_MS)
    try {
      return await agent.connect(request, options)
    } finally {
      clearTimeout(limit)
    }
  }
}

interface Attempt {
  readonly request: ClientRequest
  readonly options: Options
  /** Has all the time that is left. */
  readonly isLast: boolean
}

const isUnreachable = (problem: ProxyProblem | null): boolean => problem?.why === 'unreachable'
