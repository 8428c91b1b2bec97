/** The untyped doors between the processes: nothing else uses them. */
import { ipcMain, type MessagePortMain, type WebContents } from 'electron'
import { MEDIA_PORT_CHANNEL, PUSH_CHANNELS, REQUEST_CHANNELS } from '@contract/channels'
import { fail, type Result } from '@contract/errors'
import {
  requestSchemas,
  type PushName,
  type PushPayloads,
  type RequestArgument,
  type RequestName,
  type RequestValue,
} from '@contract/ipc'
import type { Log } from '@main/log'
import { describeError } from '../log'
import { isTrustedSender } from './sender'

type Handler<Name extends RequestName> = (
  argument: RequestArgument<Name>,
) => Result<RequestValue<Name>> | Promise<Result<RequestValue<Name>>>

/** A handler for every request there is. */
export type RequestHandlers = { readonly [Name in RequestName]: Handler<Name> }

export class TypedIpc {
  /** @param windows the contents of the windows that may send, and that get the pushes. */
  constructor(
    private readonly windows: () => readonly WebContents[],
    private readonly log: Log,
  ) {}

  /** Answers every request. What a handler throws is a bug: it is logged, the page is told so. */
  handleAll(handlers: RequestHandlers): void {
    const names = Object.keys(REQUEST_CHANNELS) as RequestName[]
    for (const name of names) this.#handle(name, handlers[name])
  }

  /** Tells every window. */
  push<Name extends PushName>(name: Name, payload: PushPayloads[Name]): void {
    for (const contents of this.windows()) {
      if (!contents.isDestroyed()) contents.send(PUSH_CHANNELS[name], payload)
    }
  }

  /** Takes the media ports that the page hands over; `lane` is whatever the page says. */
  onMediaPort(listener: (lane: unknown, port: MessagePortMain) => void): void {
    ipcMain.on(MEDIA_PORT_CHANNEL, (event, lane: unknown) => {
      const [port, ...others] = event.ports
      if (port && others.length === 0 && isTrustedSender(event, this.windows())) {
        listener(lane, port)
      } else {
        this.log.warn('media-port-refused')
        for (const refused of event.ports) refused.close()
      }
    })
  }

  #handle<Name extends RequestName>(name: Name, handler: Handler<Name>): void {
    ipcMain.handle(REQUEST_CHANNELS[name], async (event, payload: unknown) => {
      if (!isTrustedSender(event, this.windows())) {
        this.log.warn('request-refused', { name })
        return fail('request-invalid', name)
      }
      const parsed = requestSchemas[name].safeParse(payload)
      if (!parsed.success) return fail('request-invalid', name)
      try {
        return await handler(parsed.data as RequestArgument<Name>)
      } catch (error) {
        this.log.warn('request-failed', { request: name, ...describeError(error) })
        return fail('internal', name)
      }
    })
  }
}
