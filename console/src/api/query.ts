// The cache of everything that was read, and how readings behave.
import { keepPreviousData, QueryClient, type QueryKey } from '@tanstack/react-query'
import { answer, api } from './client'
import { onRecovery } from './connection'
import { isPassing, Problem } from './problem'
import type { Answer, ParamsOf, Readable } from './types'

const SECOND = 1_000

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // What is live is told by the server; this is for what is not, and for a line that was down.
      staleTime: 30 * SECOND,
      gcTime: 5 * 60 * SECOND,
      refetchOnWindowFocus: true,
      refetchOnReconnect: false,
      // The connection has its own store: the browser's word alone is wrong behind a dead proxy.
      networkMode: 'always',
      retry: (count, error) => isPassing(error) && count < 2,
      retryDelay: (count, error) =>
        error instanceof Problem && error.retryAfterSeconds
          ? error.retryAfterSeconds * SECOND
          : SECOND * 2 ** count * (0.75 + Math.random() / 2),
      throwOnError: false,
    },
    mutations: { networkMode: 'always', retry: false },
  },
})

// Whatever failed or grew old while nobody answered is asked again, what is on the screen first.
onRecovery(() => void queryClient.invalidateQueries({ refetchType: 'active' }))

/** The key of a reading: its path, then what it was asked with. */
export function keyOf(path: string, params?: unknown): QueryKey {
  return params === undefined ? [path] : [path, tidy(params)]
}

// `{query: {q: undefined}}` and `{query: {}}` ask the same; so they share a key.
function tidy(params: unknown): unknown {
  if (typeof params !== 'object' || params === null || Array.isArray(params)) return params
  const out: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(params)) {
    if (value === undefined || value === '') continue
    out[key] = tidy(value)
  }
  return out
}

/** Reads a path. */
export function read<P extends Readable>(
  path: P,
  params?: ParamsOf<P>,
  signal?: AbortSignal,
): Promise<Answer<P>> {
  const asked = (
    api.GET as (
      path: string,
      init: unknown,
    ) => Promise<{ data?: Answer<P>; error?: unknown; response: Response }>
  )(path, { params: tidy(params ?? {}), signal })
  return answer(asked)
}

/** The options of a reading for `useQuery`, `ensureQueryData` and the like. */
export function getOptions<P extends Readable>(path: P, params?: ParamsOf<P>) {
  return {
    queryKey: keyOf(path, params),
    queryFn: ({ signal }: { signal: AbortSignal }) => read(path, params, signal),
  }
}

export { keepPreviousData }
