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
  const inView = view.of === identity ? view.pages : FIRST

  const optionsOf = useCallback(
    (page: number, after: string | undefined) => ({
      // Where it begins belongs to it: a page before that has changed makes it another one.
      queryKey: [asked.path, { query: asked.query }, { page, pageSize, after }],
      queryFn: async ({ signal }: { signal: AbortSignal }): Promise<ListPage<T>> => {
        const params = { query: { ...asked.query, limit: pageSize, after } }
        return (await read(asked.path, params as never, signal)) as ListPage<T>
      },
      enabled,
    }),
    [asked, pageSize, enabled],
  )
  /** What to ask a page with; none where only a page knows it that is not there yet, or is the last. */
  const pageOf = useCallback(
    (page: number) => {
      if (!cursor) return optionsOf(page, page === 0 ? undefined : String(page * pageSize))
      let options = optionsOf(0, undefined)
      for (let place = 1; place <= page; place += 1) {
        const before = client.getQueryData<ListPage<T>>(options.queryKey)
        if (before?.next == null) return undefined
        options = optionsOf(place, String(before.next))
      }
      return options
    },
    [optionsOf, pageSize, cursor, client],
  )
  const asking = inView.flatMap((page) => {
    const options = pageOf(page)
    return options ? [{ page, options }] : []
  })
  const wanted = asking.map(({ page }) => page)

  const results = useQueries({ queries: asking.map(({ options }) => options) })
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
    (place: number): Promise<ListPage<T>> => {
      const options = pageOf(place)
      if (!options) return Promise.resolve({ items: [] } as unknown as ListPage<T>)
      const { queryKey, queryFn } = options
      return client.fetchQuery({ queryKey, queryFn })
    },
    [client, pageOf],
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
