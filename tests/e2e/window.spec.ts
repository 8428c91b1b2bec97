import { expect, test } from './launch'

test('the app opens its window', async ({ launch }) => {
  const { window, app } = await launch()

  await expect(window).toHaveTitle(/Sightline/)
  expect(await app.evaluate(({ app: electronApp }) => electronApp.getName())).toBe('Sightline')
})
