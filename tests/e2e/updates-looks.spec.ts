/** The line about updates and its part of the settings, in both themes, narrow and wide. */
import { randomBytes } from 'node:crypto'
import { button, expect } from './app'
import { look, type Looking } from './looking'
import { send } from './update-feed'
import { bar, checkNow, openUpdates, test } from './updating'

const LOOKING: Looking = {
  folder: 'test-results/looks-updates',
  sizes: [
    [380, 720],
    [900, 700],
  ],
}

test('an update, from the offer to the installation', async ({ feed, launchUpdating }) => {
  const file = { name: 'sightline_0.2.0_amd64.deb', bytes: randomBytes(100_000) }
  const notes = `Answers begin sooner.\n\n${'* A line about what was put right.\n'.repeat(12)}`
  feed.offer({ version: '0.2.0', file, notes })
  feed.answer(`/${file.name}`, send('not what was announced'))
  const { window } = await launchUpdating()
  const part = await openUpdates(window)
  await look(window, LOOKING, 'settings', () => part.scrollIntoViewIfNeeded())
  await checkNow(part)
  await expect(part).toContainText('can be downloaded')
  await look(window, LOOKING, 'settings-offered', () => part.scrollIntoViewIfNeeded())
  await window.keyboard.press('Escape')
  await look(window, LOOKING, 'offered')
  await bar(window).getByText('What is new').click()
  await look(window, LOOKING, 'notes')
  await bar(window).getByRole('button', { name: 'Download' }).click()
  await expect(bar(window)).toContainText('Update refused')
  await look(window, LOOKING, 'refused')
  feed.answer(`/${file.name}`, (_request, response) => {
    response.writeHead(200, { 'Content-Length': file.bytes.byteLength })
    response.write(file.bytes.subarray(0, 40_000))
  })
  await bar(window).getByRole('button', { name: 'Try again' }).click()
  await expect(bar(window).getByRole('progressbar')).toBeVisible()
  await look(window, LOOKING, 'downloading')
  await bar(window).getByRole('button', { name: 'Cancel download' }).click()
  await expect(bar(window)).toHaveCount(0)
  feed.answer(`/${file.name}`, send(file.bytes))
  await openUpdates(window)
  await part.getByRole('button', { name: 'Download' }).click()
  await expect(part).toContainText('is downloaded and checked')
  await look(window, LOOKING, 'settings-ready', () => part.scrollIntoViewIfNeeded())
  await window.keyboard.press('Escape')
  await expect(button(window, 'Restart and install')).toBeVisible()
  await look(window, LOOKING, 'ready')
})
