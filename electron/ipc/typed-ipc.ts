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
import { safeModeSchemas, type SafeModeApi } from '@contract/safe-mode'
import { SAFE_MODE_CHANNELS } from '@contract/safe-mode-channels'
import type { Log } from '@main/log'
import { describeError } from '../log'
import { createRateBound, type Rate } from './rate-bound'
import {
  MEDIA_PORT_RATE,
  rateOf,
  REFUSAL_LOG_RATE,
  REGION_RATE,
  SAFE_MODE_RATE,
} from './request-rates'
import { redactErrors } from './redact-errors'
import { isTrustedSender } from './sender'

const steadyNow = (): number => performance.now()

type Handler<Name extends RequestName> = (
  argument: RequestArgument<Name>,
) => Result<RequestValue<Name>> | Promise<Result<RequestValue<Name>>>

/** A handler for every request there is. */
export type RequestHandlers = { readonly [Name in RequestName]: Handler<Name> }

export class TypedIpc {
  /**
   * @param windows the contents of the windows that may send, and that get the pushes.
   * @param redact takes secrets out of a text.
   */
  constructor(
    private readonly windows: () => readonly WebContents[],
    private readonly log: Log,
    private readonly redact: (text: string) => string,
  ) {}

  /** Answers every request. What a handler throws is a bug: it is logged, the page is told so. */
  handleAll(handlers: RequestHandlers): void {
    const names = Object.keys(REQUEST_CHANNELS) as RequestName[]
    for (const name of names) this.#handle(name, handlers[name])
  }

  /** Tells every window. */
  push<Name extends PushName>(name: Name, payload: PushPayloads[Name]): void {
    const cleaned = redactErrors(payload, this.redact)
    for (const contents of this.windows()) {
      if (!contents.isDestroyed() && !contents.isCrashed())
        contents.send(PUSH_CHANNELS[name], cleaned)
    }
  }

  /** Takes the media ports that the page hands over; `lane` is whatever the page says. */
  onMediaPort(listener: (lane: unknown, port: MessagePortMain) => void): void {
    const isWithinRate = createRateBound(MEDIA_PORT_RATE, steadyNow)
    const isWorthALine = createRateBound(REFUSAL_LOG_RATE, steadyNow)
    ipcMain.on(MEDIA_PORT_CHANNEL, (event, lane: unknown) => {
      const [port, ...others] = event.ports
      const isTrusted = isTrustedSender(event, this.windows())
      if (port && others.length === 0 && isTrusted && isWithinRate()) {
        listener(lane, port)
      } else {
        if (isWorthALine()) this.log.warn('media-port-refused', { isTrusted })
        for (const refused of event.ports) refused.close()
      }
    })
  }

  #handle<Name extends RequestName>(name: Name, handler: Handler<Name>): void {
    const schema = requestSchemas[name]
    const answer = async (argument: unknown): Promise<unknown> =>
      redactErrors(await handler(argument as RequestArgument<Name>), this.redact)
    ipcMain.handle(
      REQUEST_CHANNELS[name],
      answering({
        name,
        schema,
        answer,
        rate: rateOf(name),
        windows: this.windows,
        log: this.log,
      }),
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
      answering({
        name,
        schema,
        answer: answer as Answering['answer'],
        rate: REGION_RATE,
        windows,
        log,
      }),
    )
  }
  handle('readScreen', handlers.readScreen)
  handle('showPage', handlers.showPage)
  handle('answer', handlers.answer)
}

/** Answers to the page that stands in for the window. */
export type SafeModeHandlers = {
  readonly [Name in keyof SafeModeApi]: (
    ...args: Parameters<SafeModeApi[Name]>
  ) => Awaited<ReturnType<SafeModeApi[Name]>> | ReturnType<SafeModeApi[Name]>
}

/** Answers that page alone: the handlers live and die with its contents. */
export function answerSafeModePage(
  contents: WebContents,
  handlers: SafeModeHandlers,
  log: Log,
): void {
  const windows = (): readonly WebContents[] => [contents]
  const handle = (name: keyof SafeModeApi, answer: (argument: never) => unknown): void => {
    const schema = safeModeSchemas[name]
    contents.ipc.handle(
      SAFE_MODE_CHANNELS[name],
      answering({
        name,
        schema,
        answer: answer as Answering['answer'],
        rate: SAFE_MODE_RATE,
        windows,
        log,
      }),
    )
  }
  handle('readFacts', handlers.readFacts)
  handle('act', handlers.act)
}

interface Answering {
  readonly name: string
  readonly schema: z.ZodType
  /** Gets what the schema has let through. */
  readonly answer: (argument: unknown) => unknown
  readonly rate: Rate
  /** Those who may ask. */
  readonly windows: () => readonly WebContents[]
  readonly log: Log
}

/** Checks who asks, then what, then how often, and only then answers. */
function answering({ name, schema, answer, rate, windows, log }: Answering) {
  const isWithinRate = createRateBound(rate, steadyNow)
  const isWorthALine = createRateBound(REFUSAL_LOG_RATE, steadyNow)
  const refuse = (reason: 'request-invalid' | 'request-too-often', why: string) => {
    if (isWorthALine()) log.warn('request-refused', { name, why })
    return fail(reason, name)
  }
  return async (event: IpcMainInvokeEvent, payload: unknown): Promise<unknown> => {
    if (!isTrustedSender(event, windows())) return refuse('request-invalid', 'sender')
    const parsed = schema.safeParse(payload)
    if (!parsed.success) return refuse('request-invalid', 'argument')
    if (!isWithinRate()) return refuse('request-too-often', 'rate')
    try {
      return await answer(parsed.data)
    } catch (error) {
      log.warn('request-failed', { request: name, ...describeError(error) })
      return fail('internal', name)
    }
  }
}
