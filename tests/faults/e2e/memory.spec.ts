/** A page that runs out of memory, in the real app. */
import { button, expect, goLive, hearOn, microphoneOn, status, test } from '../../e2e/app'

/** In MB; a page of the app needs about 10. */
const SMALL_HEAP = 128

/** On Linux a page that the system did not end itself has crashed. */
const OUT_OF_MEMORY = ['oom', 'crashed']

test('row 57: a page that runs out of memory is replaced, and the session is untouched', async ({
  launch,
  simulate,
}) => {
  const simulator = await simulate()
  const { app, window } = await launch({
    simulatorUrl: simulator.url,
    key: 'test-key',
    args: [`--js-flags=--max-old-space-size=${SMALL_HEAP}`],
  })
  await goLive(window)
  const why = app.evaluate(
    ({ BrowserWindow }) =>
      new Promise<string>((resolve) => {
        BrowserWindow.getAllWindows()[0]?.webContents.once(
          'render-process-gone',
          (_event, { reason }) => resolve(reason),
        )
      }),
  )
  const opened = app.waitForEvent('window')
  void window
    .evaluate(() => {
      const hoard: unknown[] = []
      for (;;) hoard.push(Array.from({ length: 10_000 }, (_, at) => ({ at })))
    })
    .catch(() => undefined)
  expect(OUT_OF_MEMORY).toContain(await why)
  const gone = performance.now()
  const next = await opened
  await expect(status(next)).toHaveText(/^Live/)
  expect(performance.now() - gone).toBeLessThan(4_000) // 2 s, and what a slow computer adds
  await microphoneOn(next)
  await hearOn(simulator.connections[0], 0.2)
  expect(simulator.connections).toHaveLength(1)
  await expect(button(next, 'End conversation')).toBeVisible()
})
