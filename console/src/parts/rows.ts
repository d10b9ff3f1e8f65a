import type { ListPage, Readable } from '../api'
import { read } from '../api'

/** Reads the rows behind a figure. The path is the server's own; only paths of its interface are asked. */
export function readRows(path: string, limit: number, signal?: AbortSignal) {
  const url = new URL(path, location.origin)
  if (url.origin !== location.origin || !url.pathname.startsWith('/v1/')) {
    throw new Error('rows outside of this server')
  }
  const query = { ...Object.fromEntries(url.searchParams), limit }
  return read(url.pathname as Readable, { query } as never, signal) as Promise<
    ListPage<Record<string, unknown>>
  >
}
