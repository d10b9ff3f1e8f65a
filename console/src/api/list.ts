// Long lists: the server sorts, filters and pages; only the pages in view are asked for.
import { useQueries, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { keyOf, read } from './query'
import type { Listable, Listed, ListPage, QueryOf } from './types'
import { type Extent, extentOf, pagesOf, samePages } from './window'

export const PAGE_SIZE = 100
/** Pages that are asked for at once when everything that matches is wanted. */
const WHOLE = 1_000

export interface ListRow<T> {
  item: T
  /** Names of the customers, people and tasks that the items of its page refer to. */
  names: Record<string, string>
}

export interface List<T> {
  path: string
  /** Which list this is: changes when filters or order do. */
  identity: string
  /** How many match, as the server counts; undefined until the first answer. */
  total: number | undefined
  /** How many rows there is to make room for. */
  count: number
  /** A row, if its page is there. */
  row(index: number): ListRow<T> | undefined
  /** What is there from the beginning without a gap. */
  items: T[]
  names: Record<string, string>
  /** Says which rows are in view; their pages are asked for. */
  see(from: number, to: number): void
  /** Makes room for one more page at the end of `items` (for lists without a table). */
  more(): void
  hasMore: boolean
  /** Nothing is there yet. */
  isLoading: boolean
  isFetching: boolean
  /** The rows are those of the former filters until the new ones are there. */
  isPrevious: boolean
  error: unknown
  retry(): void
  /** Reads everything that matches, page by page. */
  all(options?: AllOptions): Promise<ListRow<T>[]>
  /** Reads the rows from one place to another. */
  range(from: number, to: number): Promise<ListRow<T>[]>
}

export interface AllOptions {
  signal?: AbortSignal
  progress?: (done: number, of: number | undefined) => void
}

export interface ListOptions {
  enabled?: boolean
  pageSize?: number
  /** For lists whose `next` is not an offset (the audit log): pages come in order only. */
  cursor?: boolean
}

/** Reads a list as its rows come into view. */
export function useList<P extends Listable>(
  path: P,
  query?: QueryOf<P>,
  options: ListOptions = {},
): List<Listed<P>> {
  type T = Listed<P>
  const client = useQueryClient()
  const { enabled = true, pageSize = PAGE_SIZE, cursor = false } = options
  const base = keyOf(path, { query: query ?? {} })
  const identity = JSON.stringify(base)
  // The same object for the same question, however often a page makes it anew.
  const asked = useMemo(() => {
    const [path, params] = JSON.parse(identity) as [P, { query?: object }]
    return { path, query: params.query ?? {} }
  }, [identity])
  const [view, setView] = useState<{ of: string; pages: number[] }>({ of: identity, pages: [0] })
  const wanted = view.of === identity ? view.pages : FIRST
  // Where each page begins, for lists whose cursor only the page before knows.
  const cursors = useRef<{ of: string; at: Map<number, string> }>({ of: identity, at: new Map() })
  if (cursors.current.of !== identity) cursors.current = { of: identity, at: new Map() }

  const optionsOf = useCallback(
    (page: number) => ({
      queryKey: [asked.path, { query: asked.query }, { page, pageSize }],
      queryFn: async ({ signal }: { signal: AbortSignal }): Promise<ListPage<T>> => {
        const after = cursor
          ? cursors.current.at.get(page)
          : page === 0
            ? undefined
            : String(page * pageSize)
        const params = { query: { ...asked.query, limit: pageSize, after } }
        const got = (await read(asked.path, params as never, signal)) as ListPage<T>
        if (cursor && got.next != null) cursors.current.at.set(page + 1, String(got.next))
        return got
      },
      enabled,
    }),
    [asked, pageSize, cursor, enabled],
  )

  const results = useQueries({ queries: wanted.map(optionsOf) })
  const loaded = new Map<number, ListPage<T>>()
  results.forEach((result, place) => {
    const page = wanted[place]
    if (page !== undefined && result.data) loaded.set(page, result.data)
  })
  const failed = results.find((result) => result.error && !result.data)
  const now = extentOf(loaded, pageSize)

  // While the first page of a new question is on its way, the former answer stays on the screen.
  const former = useRef<{ path: string; extent: Extent<T> } | undefined>(undefined)
  const isPrevious =
    now === undefined && !failed && former.current !== undefined && former.current.path === path
  const shown = now ?? (isPrevious ? former.current?.extent : undefined)
  useEffect(() => {
    if (now !== undefined) former.current = { path, extent: now }
  })

  const see = useCallback(
    (from: number, to: number) => {
      setView((before) => {
        const pages = pagesOf(from, to, pageSize, cursor ? before.pages : undefined)
        return before.of === identity && samePages(before.pages, pages)
          ? before
          : { of: identity, pages }
      })
    },
    [identity, pageSize, cursor],
  )
  const more = useCallback(() => {
    setView((before) => {
      const pages = before.of === identity ? before.pages : FIRST
      const last = pages[pages.length - 1] ?? 0
      return { of: identity, pages: [...pages, last + 1] }
    })
  }, [identity])

  const page = useCallback(
    (place: number) => {
      const { queryKey, queryFn } = optionsOf(place)
      return client.fetchQuery({ queryKey, queryFn })
    },
    [client, optionsOf],
  )
  const range = useCallback(
    async (from: number, to: number) => {
      const rows: ListRow<T>[] = []
      const first = Math.floor(from / pageSize)
      for (let place = first; place * pageSize <= to; place += 1) {
        const got = await page(place)
        const start = place * pageSize
        got.items.forEach((item, offset) => {
          const index = start + offset
          if (index >= from && index <= to) rows.push({ item, names: got.names ?? {} })
        })
        if (got.items.length < pageSize) break
      }
      return rows
    },
    [page, pageSize],
  )
  const all = useCallback(
    async ({ signal, progress }: AllOptions = {}) => {
      const rows: ListRow<T>[] = []
      let after: string | undefined
      for (;;) {
        signal?.throwIfAborted()
        const params = { query: { ...asked.query, limit: WHOLE, after } }
        const got = (await read(asked.path, params as never, signal)) as ListPage<T>
        for (const item of got.items) rows.push({ item, names: got.names ?? {} })
        progress?.(rows.length, got.total)
        if (got.next == null || got.items.length === 0) return rows
        after = String(got.next)
      }
    },
    [asked],
  )
  const retry = useCallback(() => {
    const queryKey = [asked.path, { query: asked.query }]
    void client.refetchQueries({ queryKey, type: 'active' })
  }, [client, asked])

  const isFetching = results.some((result) => result.isFetching)
  const items = useMemo(() => shown?.items() ?? [], [shown])
  return {
    path,
    identity,
    total: shown?.total,
    count: shown?.count ?? 0,
    row: (index) => shown?.row(index),
    items,
    names: shown?.names ?? NOTHING,
    see,
    more,
    hasMore: shown !== undefined && items.length < shown.count,
    isLoading: shown === undefined && !failed,
    isFetching,
    isPrevious,
    error: shown === undefined ? (failed?.error ?? null) : null,
    retry,
    all,
    range,
  }
}

const FIRST = [0]
const NOTHING: Record<string, string> = {}
