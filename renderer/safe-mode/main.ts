/** The page that stands in when the window cannot be kept up: it depends on as little as it can. */
import '../trusted-types'
import type { SafeModeAction, SafeModeApi, SafeModeFacts } from '@contract/safe-mode'
import { safeModeWords as words } from '../i18n/en-safe-mode'
import '../styles/tokens.css'
import '../styles/base.css'
import '../styles/controls.css'
import '../styles/forms.css'
import '../styles/safe-mode.css'

declare global {
  interface Window {
    readonly sightlineSafeMode: SafeModeApi
  }
}

const root = document.getElementById('root')
const said = element('p', '')
said.setAttribute('role', 'status')

void window.sightlineSafeMode.readFacts().then((read) => {
  if (root && read.ok) show(root, read.value)
})

function show(page: HTMLElement, { talking, diagnostics }: SafeModeFacts): void {
  const facts = document.createElement('details')
  facts.append(element('summary', words.diagnostics), element('pre', diagnostics))
  const buttons = document.createElement('div')
  buttons.className = 'form-buttons'
  buttons.append(button('reopen', 'primary'), button('restart'))
  if (talking) buttons.append(button('end', 'danger'))
  buttons.append(button('copy'), button('quit'))
  page.replaceChildren(
    element('h1', words.title),
    element('p', words.what),
    ...(talking ? [element('p', words.talking)] : []),
    buttons,
    said,
    facts,
  )
  buttons.querySelector('button')?.focus()
}

function button(action: SafeModeAction, tone = 'plain'): HTMLElement {
  const made = element('button', words.actions[action])
  made.className = `button button-${tone}`
  made.addEventListener('click', () => {
    void window.sightlineSafeMode.act({ action }).then(({ ok }) => {
      if (ok) tell(action, made)
    })
  })
  return made
}

function tell(action: SafeModeAction, made: HTMLElement): void {
  if (action === 'copy') said.textContent = words.copied
  if (action !== 'end') return
  said.textContent = words.ended
  made.remove()
}

function element(name: keyof HTMLElementTagNameMap, text: string): HTMLElement {
  const made = document.createElement(name)
  made.textContent = text
  return made
}
