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

/**
 * The console's own list of the rows behind a figure, with the same filter; none where no list of
 * the console filters like that.
 */
export function listOf(rows: string | undefined): string | undefined {
  if (!rows) return undefined
  const { pathname, searchParams: asked } = new URL(rows, 'http://rows.invalid')
  if (pathname === '/v1/tasks') return `/tasks?${asked}`
  if (pathname === '/v1/phones' && asked.get('silent') === 'true') return '/inbox?tells=silent'
  const kind = { '/v1/check-ins': 'check_in', '/v1/notes': 'note' }[pathname]
  if (!kind) return undefined
  const search = new URLSearchParams({ kind })
  for (const [name, value] of asked) {
    // Whoever asks for nobody in particular sees all that he manages.
    if (name === 'managed') continue
    const named = STREAM[name]
    if (!named) return undefined
    search.set(named, value)
  }
  return `/activity?${search}`
}

/** What the stream of activity calls what lists of visits and notes are asked for. */
const STREAM: Record<string, string> = {
  from: 'from',
  to: 'to',
  person: 'person',
  of_team: 'team',
  verdict: 'flag',
}
