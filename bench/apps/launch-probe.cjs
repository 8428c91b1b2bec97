/**
 * Preloaded into the main process (`electron -r`): tells on stdout when the button can be pressed,
 * and ends the app. The same for every app; no debugger is attached.
 */
const { app } = require('electron') // eslint-disable-line @typescript-eslint/no-require-imports

const WAIT = `new Promise((resolve) => {
  const look = () => {
    const isThere = [...document.querySelectorAll('button')].some(
      (button) =>
        button.textContent.includes('Start conversation') &&
        !button.disabled &&
        button.checkVisibility(),
    )
    if (isThere) resolve(Date.now())
    else requestAnimationFrame(look)
  }
  look()
})`

app.on('web-contents-created', (_event, contents) => {
  contents.once('dom-ready', () => {
    void contents.executeJavaScript(WAIT).then((at) => {
      process.stdout.write(`interactive ${String(at)}\n`, () => app.exit(0))
    })
  })
})
