/** The untyped doors between the processes: nothing else uses them. */
import { ipcMain, type IpcMainInvokeEvent, type MessagePortMain, type WebContents } from 'electron'
import type { z } from 'zod'
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
import { regionSchemas, type RegionApi } from '@contract/region'
import { REGION_CHANNELS } from '@contract/region-channels'
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
    const schema = requestSchemas[name]
    const answer = (argument: unknown): unknown => handler(argument as RequestArgument<Name>)
    ipcMain.handle(
      REQUEST_CHANNELS[name],
      answering({ name, schema, answer, windows: this.windows, log: this.log }),
    )
  }
}

/** Answers to the page that lets the user choose a part of a screen. */
export type RegionHandlers = {
  readonly [Name in keyof RegionApi]: (
    ...args: Parameters<RegionApi[Name]>
  ) => Awaited<ReturnType<RegionApi[Name]>>
}

/** Answers that page alone: the handlers live and die with its contents. */
export function answerRegionPage(contents: WebContents, handlers: RegionHandlers, log: Log): void {
  const windows = (): readonly WebContents[] => [contents]
  const handle = (name: keyof RegionApi, answer: (argument: never) => unknown): void => {
    const schema = regionSchemas[name]
    contents.ipc.handle(
      REGION_CHANNELS[name],
      answering({ name, schema, answer: answer as Answering['answer'], windows, log }),
    )
  }
  handle('readScreen', handlers.readScreen)
  handle('showPage', handlers.showPage)
  handle('answer', handlers.answer)
}

interface Answering {
  readonly name: string
  readonly schema: z.ZodType
  /** Gets what the schema has let through. */
  readonly answer: (argument: unknown) => unknown
  /** Those who may ask. */
  readonly windows: () => readonly WebContents[]
  readonly log: Log
}

/** Checks who asks, then what, and only then answers. */
function answering({ name, schema, answer, windows, log }: Answering) {
  return async (event: IpcMainInvokeEvent, payload: unknown): Promise<unknown> => {
    if (!isTrustedSender(event, windows())) {
      log.warn('request-refused', { name })
      return fail('request-invalid', name)
    }
    const parsed = schema.safeParse(payload)
    if (!parsed.success) return fail('request-invalid', name)
    try {
      return await answer(parsed.data)
    } catch (error) {
      log.warn('request-failed', { request: name, ...describeError(error) })
      return fail('internal', name)
    }
  }
}
