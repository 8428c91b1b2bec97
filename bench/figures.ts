/** A figure's way from a benchmark to the report: attached to the test that measured it. */
import { loadavg } from 'node:os'
import { test } from '@playwright/test'
import type { Goal } from './statistics'

export const FIGURE = 'figure'

export interface Figure {
  readonly name: string
  readonly unit: 'ms' | '%' | 'MB' | '×' | ''
  readonly samples: readonly number[]
  /** None: the figure is for comparison. */
  readonly goal?: Goal
  readonly note?: string
}

/** A figure with how busy the machine was: processes that ran or waited, over the last minute. */
export interface Recorded extends Figure {
  readonly load: number
}

export async function record(figure: Figure): Promise<void> {
  const recorded: Recorded = { ...figure, load: loadavg()[0] ?? NaN }
  const body = JSON.stringify(recorded)
  await test.info().attach(FIGURE, { body, contentType: 'application/json' })
}
