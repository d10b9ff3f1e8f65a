// Shows what a change will do before the server has judged it, and takes it back when it was refused.
import type { Query, QueryClient, QueryKey } from '@tanstack/react-query'
import type { AnyItem, Prepared } from './change'

/** What a page does to the cache for a change that it sends. */
export type Optimistic = (cache: Cache, change: Prepared) => void

export interface Cache {
  /** Changes an item wherever it is shown; `undefined` takes it out of its lists. */
  item<T extends AnyItem>(id: string, patch: (item: T) => T | undefined): void
  /** Sets fields of a record wherever it is shown. */
  set(id: string, fields: Record<string, unknown>): void
  /** Changes what a path has brought, whatever it was asked with. */
  data<T>(path: string, update: (data: T, key: QueryKey) => T): void
}

interface Layer {
  key: QueryKey
  before: unknown
  after: unknown
}

/** The optimistic changes of one submission. */
export class Overlay {
  private layers = new Map<string, Layer>()

  constructor(private readonly client: QueryClient) {}

  /** Stops readings under way that would bring the state of before; they are asked again later. */
  async begin() {
    await this.client.cancelQueries({
      predicate: (query) => isOurs(query) && query.state.data !== undefined,
    })
  }

  apply(changes: readonly Prepared[], optimistic: Optimistic) {
    // All items are changed in one walk, however many changes there are.
    const patches: Patches = new Map()
    const cache = this.cache(patches)
    for (const change of changes) optimistic(cache, change)
    if (patches.size === 0) return
    for (const query of this.client.getQueryCache().findAll({ predicate: isOurs })) {
      const { data } = query.state
      if (data !== undefined) this.write(query.queryKey, patched(data, patches))
    }
  }

  /** Takes everything back, and does again what stands. */
  keepOnly(standing: readonly Prepared[], optimistic: Optimistic) {
    this.rollBack()
    this.apply(standing, optimistic)
  }

  rollBack() {
    for (const { key, before, after } of this.layers.values()) {
      // What was read anew in between is the server's word; it stays.
      if (this.client.getQueryData(key) === after) this.client.setQueryData(key, before)
    }
    this.layers.clear()
  }

  /** Has everything that was touched, and whatever else changes can move, read again. */
  async end() {
    await this.client.invalidateQueries({ predicate: isOurs, refetchType: 'active' })
  }

  private write(key: QueryKey, next: unknown) {
    const hash = JSON.stringify(key)
    const now = this.client.getQueryData(key)
    if (next === now) return
    const layer = this.layers.get(hash)
    // The cache keeps parts that are equal, so what it holds afterwards is what it gave back.
    const after = this.client.setQueryData(key, next)
    this.layers.set(hash, { key, before: layer && layer.after === now ? layer.before : now, after })
  }

  private cache(patches: Patches): Cache {
    const { client } = this
    const write = this.write.bind(this)
    const item: Cache['item'] = (id, patch) => {
      const then = patch as unknown as Patch
      const first = patches.get(id)
      patches.set(
        id,
        first
          ? (found) => {
              const half = first(found)
              return half && then(half)
            }
          : then,
      )
    }
    return {
      item,
      set: (id, fields) =>
        item(id, (found) => ({
          ...found,
          record: without({ ...(found.record as object), ...fields }),
        })),
      data: (path, update) => {
        for (const [key, data] of client.getQueriesData({ queryKey: [path] })) {
          if (data !== undefined) write(key, update(data as never, key))
        }
      },
    }
  }
}

function isOurs(query: Query): boolean {
  return String(query.queryKey[0]).startsWith('/v1/')
}

function without(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record).filter(([, value]) => value !== undefined && value !== null),
  )
}

type Patch = (item: AnyItem) => AnyItem | undefined
/** What becomes of items, by their ids. */
export type Patches = Map<string, Patch>

const GONE = Symbol('gone')

/** The same data with items changed wherever they stand; the very same when they stand nowhere. */
export function patched(data: unknown, patches: Patches): unknown {
  const next = walk(data, patches)
  return next === GONE ? data : next
}

function walk(value: unknown, patches: Patches): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return walkList(value, patches)
  if (isItem(value)) {
    const patch = patches.get((value.record as { id: string }).id)
    return patch ? (patch(value) ?? GONE) : value
  }
  let next: Record<string, unknown> | undefined
  for (const [key, inner] of Object.entries(value)) {
    const changed = walk(inner, patches)
    if (changed === inner) continue
    // A thing around an item that goes (a card with its reasons) goes with it.
    if (changed === GONE) return GONE
    next ??= { ...value }
    next[key] = changed
  }
  if (next && Array.isArray(next.items) && typeof next.total === 'number') {
    const gone = (value as { items: unknown[] }).items.length - next.items.length
    next.total -= gone
  }
  return next ?? value
}

function walkList(list: unknown[], patches: Patches): unknown[] {
  let next: unknown[] | undefined
  list.forEach((inner, place) => {
    const changed = walk(inner, patches)
    if (changed === inner) return
    next ??= [...list]
    next[place] = changed
  })
  return next ? next.filter((inner) => inner !== GONE) : list
}

function isItem(value: object): value is AnyItem {
  return 'record' in value && 'seq' in value
}
