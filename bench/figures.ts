/** A figure's way from a benchmark to the report: attached to the test that measured it. */
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

export async function record(figure: Figure): Promise<void> {
  const body = JSON.stringify(figure)
  await test.info().attach(FIGURE, { body, contentType: 'application/json' })
}
