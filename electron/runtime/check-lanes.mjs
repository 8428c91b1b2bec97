/** Steps side by side: as many lanes as there are cores, two at least. */
import { availableParallelism } from 'node:os'
import { say, secondsSince } from './terminal.mjs'

/** @typedef {{ title: string, run: () => Promise<number> }} Step */

/**
 * Runs the steps of a lane one after the other, and all of them whatever fails, so that one run
 * says all there is to say. The code is that of the first that failed, else 0.
 *
 * @param {readonly (readonly Step[])[]} lanes
 * @param {number} [width] how many lanes go at a time
 * @returns {Promise<number>}
 */
export async function runTogether(lanes, width = Math.max(2, availableParallelism())) {
  const waiting = [...lanes]
  /** @type {number[]} */
  const codes = []
  const work = async () => {
    for (let lane = waiting.shift(); lane !== undefined; lane = waiting.shift()) {
      for (const step of lane) codes.push(await runStep(step))
    }
  }
  await Promise.all(Array.from({ length: width }, work))
  return codes.find((code) => code !== 0) ?? 0
}

/** @param {Step} step */
async function runStep({ title, run }) {
  const start = performance.now()
  const code = await run()
  say(`${code === 0 ? 'ok' : 'FAILED'}: ${title} (${secondsSince(start)})`)
  return code
}
