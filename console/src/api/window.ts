// Which pages a stretch of rows needs, and what several pages make together.
import type { ListPage } from './types'

export interface Extent<T> {
  total: number | undefined
  count: number
  names: Record<string, string>
  row(index: number): { item: T; names: Record<string, string> } | undefined
  items(): T[]
}

/**
 * The pages of the rows `from` to `to`, one to each side more, and always the first, which knows
 * the total. `before` are the pages so far where pages can only come in order.
 */
export function pagesOf(from: number, to: number, size: number, before?: number[]): number[] {
  const first = Math.max(0, Math.floor(from / size) - 1)
  const last = Math.max(0, Math.floor(to / size) + 1)
  if (before) {
    const next = Math.min(last, (before[before.length - 1] ?? 0) + 1)
    const end = Math.max(next, before[before.length - 1] ?? 0)
    return Array.from({ length: end + 1 }, (_, page) => page)
  }
  const pages = first > 0 ? [0] : []
  for (let page = first; page <= last; page += 1) pages.push(page)
  return pages
}

export function samePages(left: number[], right: number[]): boolean {
  return left.length === right.length && left.every((page, place) => page === right[place])
}

/** What the pages that are there make together; undefined while the first one is missing. */
export function extentOf<T>(pages: Map<number, ListPage<T>>, size: number): Extent<T> | undefined {
  const first = pages.get(0)
  if (!first) return undefined
  let end = 0
  let goesOn = false
  for (const [page, { items, next }] of pages) {
    if (page * size + items.length < end) continue
    end = page * size + items.length
    goesOn = next !== undefined && next !== null
  }
  const total = newest(pages, first)
  const count = total ?? end + (goesOn ? size : 0)
  return {
    total,
    count,
    names: Object.assign({}, ...[...pages.values()].map((page) => page.names)),
    row(index) {
      const page = pages.get(Math.floor(index / size))
      const item = page?.items[index % size]
      return page && item !== undefined ? { item, names: page.names ?? NOTHING } : undefined
    },
    items() {
      const items: T[] = []
      for (let page = 0; ; page += 1) {
        const got = pages.get(page)
        if (!got) return items
        items.push(...got.items)
        if (got.items.length < size) return items
      }
    },
  }
}

// Pages of different moments may count differently; the first one is refreshed most often.
function newest<T>(pages: Map<number, ListPage<T>>, first: ListPage<T>): number | undefined {
  if (first.total !== undefined) return first.total
  for (const page of pages.values()) if (page.total !== undefined) return page.total
  return undefined
}

const NOTHING: Record<string, string> = {}
