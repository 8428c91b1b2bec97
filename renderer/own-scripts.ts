/** The workers, as the build names them below the page; only what it has built is served there. */
const WORKER = /^\/assets\/[\w-]+\.worker-[\w-]+\.js$/

/**
 * Whether a worker may start from this address: one of our own, exactly.
 *
 * @param page the address of the page, against which a relative one is read.
 */
export function isOwnWorker(address: string, page: string): boolean {
  if (!URL.canParse(address, page)) return false
  const url = new URL(address, page)
  const { protocol, host } = new URL(page)
  if (url.protocol !== protocol || url.host !== host) return false
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    return false
  }
  return WORKER.test(url.pathname)
}
