import { useEffect, type ReactNode } from 'react'
import type { HoldSupport, ShortcutTest } from '@contract/settings'
import type { RunFacts } from '@contract/state'
import { sightline } from '../bridge'
import { Button } from '../components/button'
import { words } from '../i18n/words'
import { run } from './ui-store'

interface ShortcutProofProps {
  readonly hold: HoldSupport
  readonly test: ShortcutTest
  /** The shortcut as people write it. */
  readonly keys: string
  readonly platform: RunFacts['platform']
}

/** Whether the shortcut can be held, what helps when it cannot, and *Press it now*. */
export function ShortcutProof({ hold, test, keys, platform }: ShortcutProofProps): ReactNode {
  const isOn = test.kind === 'waiting' || test.kind === 'down'
  // With the settings closed, the key does again what it does.
  useEffect(() => () => void sightline.testShortcut({ on: false }), [])
  const tryIt = (on: boolean): void => void run(sightline.testShortcut({ on }))

  return (
    <>
      <HoldWords hold={hold} platform={platform} />
      <div className="field-row">
        {isOn ? (
          <Button onClick={() => tryIt(false)}>{words.app.cancel}</Button>
        ) : (
          <Button onClick={() => tryIt(true)}>{words.proof.start}</Button>
        )}
        <span className="hint" role="status" aria-live="polite">
          {outcomeOf(test, keys)}
        </span>
      </div>
    </>
  )
}

function HoldWords({ hold, platform }: Pick<ShortcutProofProps, 'hold' | 'platform'>): ReactNode {
  if (hold.kind === 'hold') {
    return (
      <p className="hint">
        {words.hold.works} {!hold.proved && words.hold.untried}
      </p>
    )
  }
  const { why } = hold
  return (
    <>
      <p className="hint">
        {words.hold.tapOnly} {words.hold.why[why]}
        {why === 'permission' && ` ${words.hold.allowHint}`}
        {why === 'hook' && platform === 'linux' && ` ${words.hold.libraryHint}`}
      </p>
      {(why === 'permission' || why === 'hook') && (
        <Button onClick={() => void run(sightline.allowHolding())}>
          {why === 'permission' ? words.hold.allow : words.hold.tryAgain}
        </Button>
      )}
    </>
  )
}

function outcomeOf(test: ShortcutTest, keys: string): string {
  switch (test.kind) {
    case 'off':
      return words.proof.hint
    case 'waiting':
      return words.proof.waiting(keys)
    case 'down':
      return words.proof.down
    case 'passed':
      return test.heldMs === null ? words.proof.tapped : words.proof.held(`${test.heldMs}`)
    case 'nothing':
      return words.proof.nothing(keys)
  }
}
