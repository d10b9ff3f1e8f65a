import { useMemo } from 'react'
import type { List } from '../../api'

interface Reading {
  error?: unknown
  retry: () => void
}

/** What the console has read whole anyway, as a list for the table. */
export function useLocalList<T>(name: string, rows: readonly T[] | undefined, reading: Reading) {
  const { error, retry } = reading
  return useMemo<List<T>>(() => {
    const items = [...(rows ?? [])]
    const row = (item: T) => ({ item, names: {} })
    return {
      path: name,
      identity: name,
      total: rows?.length,
      count: items.length,
      row: (index) => {
        const item = items[index]
        return item === undefined ? undefined : row(item)
      },
      items,
      names: {},
      see: () => undefined,
      more: () => undefined,
      hasMore: false,
      isLoading: rows === undefined && !error,
      isFetching: false,
      isPrevious: false,
      error: rows === undefined ? error : undefined,
      retry,
      all: async () => items.map(row),
      range: async (from, to) => items.slice(from, to).map(row),
    }
  }, [name, rows, error, retry])
}
