// What changes often and is shown in few places: what is chosen, what is dragged, what was cut. Each
// card and each cell listens only to itself, so that a board of forty reps is not drawn anew.
import { useSyncExternalStore } from 'react'
import type { Warning } from './check'

class Told {
  private readonly listeners = new Set<() => void>()
  subscribe = (listener: () => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
  protected tell() {
    for (const listener of this.listeners) listener()
  }
}

/** The tasks that are chosen. */
export class Selection extends Told {
  private ids: ReadonlySet<string> = new Set()
  private anchor: string | undefined
  private cutIds: ReadonlySet<string> = new Set()

  all = () => this.ids
  cut = () => this.cutIds
  has = (id: string) => this.ids.has(id)
  isCut = (id: string) => this.cutIds.has(id)

  only(ids: readonly string[]) {
    this.ids = new Set(ids)
    this.anchor = ids[0]
    this.tell()
  }

  toggle(id: string) {
    const next = new Set(this.ids)
    if (!next.delete(id)) next.add(id)
    this.ids = next
    this.anchor = id
    this.tell()
  }

  /** Everything from what was chosen last to this, in the order of the board. */
  reach(id: string, order: readonly string[]) {
    const from = this.anchor === undefined ? -1 : order.indexOf(this.anchor)
    const to = order.indexOf(id)
    if (from < 0 || to < 0) return this.toggle(id)
    const between = order.slice(Math.min(from, to), Math.max(from, to) + 1)
    this.ids = new Set([...this.ids, ...between])
    this.tell()
  }

  setCut(ids: readonly string[]) {
    this.cutIds = new Set(ids)
    this.tell()
  }

  clear() {
    this.ids = new Set()
    this.cutIds = new Set()
    this.tell()
  }
}

/** What hangs over a cell while something is dragged. */
export interface Hover {
  count: number
  /** Absent while the server is asked. */
  warnings?: readonly Warning[]
}

/** What is dragged, and over what. */
export class Drag extends Told {
  ids: readonly string[] = []
  private over: string | undefined
  private hover: Hover | undefined
  private readonly known = new Map<string, readonly Warning[]>()

  start(ids: readonly string[]) {
    this.ids = ids
    this.known.clear()
    this.tell()
  }

  isOver = (key: string) => this.over === key
  isOn = () => this.ids.length > 0
  at = (key: string) => (this.over === key ? this.hover : undefined)
  warningsOf = (key: string) => this.known.get(key)

  enter(key: string | undefined) {
    this.over = key
    this.hover = key ? { count: this.ids.length, warnings: this.known.get(key) } : undefined
    this.tell()
  }

  learn(key: string, warnings: readonly Warning[]) {
    this.known.set(key, warnings)
    if (this.over === key) this.enter(key)
  }

  end() {
    this.ids = []
    this.enter(undefined)
  }
}

export function useTold<T>(store: Told, read: () => T): T {
  return useSyncExternalStore(store.subscribe, read, read)
}
