import { Message, sessionBus, Variant, type MessageBus } from '@jellybrick/dbus-next'
import { BUS_NAME, connect, onSignal, subscribe } from '../desktop-bus'

export const PORTAL_NAME = 'org.freedesktop.portal.Desktop'
export const PORTAL_PATH = '/org/freedesktop/portal/desktop'
export const REQUEST_INTERFACE = 'org.freedesktop.portal.Request'

/** The options that each call to a portal takes. */
export type Options = Record<string, Variant>
export const text = (value: string): Variant => new Variant('s', value)

/** A call to the desktop's portals. */
export interface PortalCall {
  readonly interface: string
  readonly member: string
  readonly signature: string
  readonly body: readonly unknown[]
}

/** What the desktop said at last: 0 yes, 1 the user refused, 2 it ended otherwise. */
export interface PortalResponse {
  readonly code: number
  readonly results: ReadonlyMap<string, unknown>
}

/** A connection to the session bus, for the portals of the desktop. */
export class PortalConnection {
  #nextToken = 1

  private constructor(private readonly bus: MessageBus) {}

  /** Rejects where there is no session bus. */
  static async open(): Promise<PortalConnection> {
    const bus = sessionBus()
    await connect(bus)
    await subscribe(bus, `type='signal',sender='${PORTAL_NAME}'`)
    await subscribe(
      bus,
      `type='signal',sender='${BUS_NAME}',member='NameOwnerChanged',arg0='${PORTAL_NAME}'`,
    )
    return new PortalConnection(bus)
  }

  /** Rejects with the portal's error, such as that there is none. */
  async call({ body, ...call }: PortalCall): Promise<readonly unknown[]> {
    const target = { destination: PORTAL_NAME, path: PORTAL_PATH }
    const reply = await this.bus.call(new Message({ ...target, ...call, body: [...body] }))
    return reply?.body ?? []
  }

  /**
   * A call whose answer comes as a signal, as the desktop may ask the user first.
   *
   * @param makeCall gets the options that name the request.
   * @param deadlineMs how long the answer may take.
   */
  async request(
    makeCall: (options: Options) => PortalCall,
    deadlineMs: number,
  ): Promise<PortalResponse> {
    const token = this.token()
    // The path is known beforehand, so that no answer is missed, however quick.
    const sender = (this.bus.name ?? '').slice(1).replaceAll('.', '_')
    const path = `${PORTAL_PATH}/request/${sender}/${token}`
    let stop = (): void => undefined
    const response = new Promise<PortalResponse>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('The desktop gave no answer')), deadlineMs)
      const unlisten = this.onSignal((signal) => {
        if (signal.path !== path || signal.member !== 'Response') return
        resolve(readResponse(signal.body))
      })
      stop = () => {
        clearTimeout(timer)
        unlisten()
      }
    })
    try {
      const called = this.call(makeCall({ handle_token: text(token) }))
      return await Promise.race([response, called.then(() => response)])
    } finally {
      stop()
    }
  }

  /** A name for a request or a session, unique on this connection. */
  token(): string {
    return `sightline${this.#nextToken++}`
  }

  onSignal(listener: (signal: Message) => void): () => void {
    return onSignal(this.bus, listener)
  }

  close(): void {
    this.bus.removeAllListeners('message')
    this.bus.disconnect()
  }
}

function readResponse([code, results]: readonly unknown[]): PortalResponse {
  const entries = Object.entries((results ?? {}) as Record<string, unknown>)
  return {
    code: typeof code === 'number' ? code : 2,
    results: new Map(
      entries.map(([name, value]) => [name, value instanceof Variant ? value.value : value]),
    ),
  }
}
