import type { WatchedKey } from './watched-key'

/** To the hook's process: the one key to watch, once. */
export interface WatchRequest {
  readonly watch: WatchedKey
}

/** From it. `ready`: the hook is in place. Nothing else ever leaves that process. */
const HOOK_REPORTS = ['ready', 'down', 'up'] as const
export type HookReport = (typeof HOOK_REPORTS)[number]

export function isHookReport(message: unknown): message is HookReport {
  return HOOK_REPORTS.some((report) => report === message)
}
