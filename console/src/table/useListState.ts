// Filters and order of a list, which live in the address: a link shows what its sender saw.
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'

/** What may stand in the search of a list, by name. */
export type ListSpec = Record<string, 'text' | 'words' | 'day' | 'flag' | 'number'>

export type SearchOf<S extends ListSpec> = {
  [K in keyof S]?: S[K] extends 'flag' ? boolean : S[K] extends 'number' ? number : string
} & { sort?: string }

/** Makes the `search` of a page definition: `search: listSearch({ q: 'text', status: 'words' })`. */
export function listSearch<const S extends ListSpec>(spec: S) {
  return (raw: Record<string, unknown>): SearchOf<S> => {
    const search: Record<string, unknown> = {}
    for (const [name, kind] of Object.entries({ ...spec, sort: 'text' as const })) {
      const value = typed(raw[name], kind)
      if (value !== undefined) search[name] = value
    }
    return search as SearchOf<S>
  }
}

function typed(raw: unknown, kind: ListSpec[string]): unknown {
  if (raw === undefined || raw === null || raw === '') return undefined
  const text = String(raw)
  switch (kind) {
    case 'flag':
      return text === 'true' ? true : undefined
    case 'number':
      return Number.isFinite(Number(text)) ? Number(text) : undefined
    case 'day':
      return /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : undefined
    case 'text':
    case 'words':
      return text
  }
}

export interface ListState<S extends object> {
  search: S & { sort?: string }
  sort: string | undefined
  /** Changes some of it; `undefined` and `''` take a filter away. */
  set(patch: Partial<S> & { sort?: string }): void
  setSort(sort: string | undefined): void
  /** Takes away the filters of these names. */
  clear(names: readonly string[]): void
}

export function useListState<S extends object = Record<string, unknown>>(): ListState<S> {
  const search = useSearch({ strict: false }) as S & { sort?: string }
  const navigate = useNavigate()
  const set = useCallback(
    (patch: object) => {
      void navigate({
        to: '.',
        search: ((before: object) => tidy({ ...before, ...patch })) as never,
        replace: true,
        resetScroll: false,
      })
    },
    [navigate],
  )
  return useMemo(
    () => ({
      search,
      sort: search.sort,
      set,
      setSort: (sort) => set({ sort }),
      clear: (names) => set(Object.fromEntries(names.map((name) => [name, undefined]))),
    }),
    [search, set],
  )
}

function tidy(search: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(search).filter(([, value]) => value !== undefined && value !== ''),
  )
}
