import { expect, it } from 'vitest'
import { DEFAULT_CONSENT, MOST_AGREED } from '@contract/access'
import { AccessAgreement, withService } from './access-agreement'
import type { AccessQuestion } from './access-question'

const QUESTION: AccessQuestion = { kind: 'api-key', ending: '0002' }
const reason = (name: string) => ({ ok: false, error: { reason: name } })

/** A person who answers when the test says so. */
function person() {
  let now = 0
  const asked: { readonly answer: (yes: boolean) => void; readonly fail: () => void }[] = []
  const agreement = new AccessAgreement({
    now: () => now,
    ask: () =>
      new Promise((resolve, reject) => {
        asked.push({ answer: resolve, fail: () => reject(new Error('no display')) })
      }),
  })
  return { agreement, asked, pass: (ms: number) => (now += ms) }
}

it('asks one question at a time', async () => {
  const { agreement, asked } = person()
  const first = agreement.obtain(QUESTION)
  expect(await agreement.obtain(QUESTION)).toMatchObject(reason('access-question-open'))
  expect(asked).toHaveLength(1)
  asked[0]?.answer(true)
  expect(await first).toMatchObject({ ok: true })
  void agreement.obtain(QUESTION)
  expect(asked).toHaveLength(2)
})

it('asks nothing where there is nothing to ask', async () => {
  const { agreement, asked } = person()
  expect(await agreement.obtain(null)).toMatchObject({ ok: true })
  expect(asked).toEqual([])
})

it('takes a no, or a box that cannot be shown, for a no, and then rests', async () => {
  const { agreement, asked, pass } = person()
  for (const refuse of ['answer', 'fail'] as const) {
    const refused = agreement.obtain(QUESTION)
    asked.at(-1)?.[refuse](false)
    expect(await refused).toMatchObject(reason('access-not-agreed'))
    pass(9_999)
    expect(await agreement.obtain(QUESTION)).toMatchObject(reason('request-too-often'))
    pass(1)
  }
  expect(asked).toHaveLength(2)
})

it('remembers a service once, and the newest of too many', () => {
  const once = withService(withService(DEFAULT_CONSENT, 'https://a'), 'https://a')
  expect(once.tokenServices).toEqual(['https://a'])
  let consent = once
  for (let i = 0; i < MOST_AGREED; i += 1) consent = withService(consent, `https://${i}`)
  expect(consent.tokenServices).toHaveLength(MOST_AGREED)
  expect(consent.tokenServices).not.toContain('https://a')
})
