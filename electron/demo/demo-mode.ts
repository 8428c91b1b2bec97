import { appError, fail, ok, type AppError, type Result } from '@contract/errors'
import type { Log } from '@main/log'
import { describeError } from '../log'
import { startSimulatorProcess, type SimulatorProcess } from './simulator-process'

/** The part of the engine that the demo needs. */
interface DemoEngine {
  enterDemo(baseUrl: string): Promise<Result<null>>
  leaveDemo(): Promise<Result<null>>
  readonly notices: { post(error: AppError): void }
}

/** Starts and stops the local server together with the engine's demo. */
export class DemoMode {
  #entering: Promise<Result<null>> | null = null
  #simulator: SimulatorProcess | null = null

  constructor(
    private readonly engine: DemoEngine,
    private readonly log: Log,
  ) {}

  /** Entering twice is entering once. */
  enter(): Promise<Result<null>> {
    if (this.#simulator) return Promise.resolve(ok(null))
    this.#entering ??= this.#enter().finally(() => {
      this.#entering = null
    })
    return this.#entering
  }

  async leave(): Promise<Result<null>> {
    await this.#entering
    const result = await this.engine.leaveDemo()
    this.close()
    return result
  }

  close(): void {
    this.#simulator?.close()
    this.#simulator = null
  }

  async #enter(): Promise<Result<null>> {
    try {
      this.#simulator = await startSimulatorProcess(() => void this.#crashed())
    } catch (error) {
      this.log.warn('demo-failed', describeError(error))
      return fail('demo-failed')
    }
    this.log.info('demo-entered')
    return this.engine.enterDemo(this.#simulator.url)
  }

  async #crashed(): Promise<void> {
    this.#simulator = null
    this.log.warn('demo-crashed')
    await this.engine.leaveDemo()
    this.engine.notices.post(appError('demo-failed'))
  }
}
