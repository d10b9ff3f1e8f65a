// The selection of a table, bound to the list it is made in.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { List } from '../api/list'
import { isAbort } from '../api/problem'
import { underProgress } from './reading'
import {
  countOf,
  everything,
  isChosen,
  nothing,
  type Selection,
  stretched,
  toggled,
} from './selection'

export interface TableSelection<T> {
  count: number
  isAll: boolean
  has(key: string): boolean
  toggle(index: number): void
  /** Chooses from the row that was chosen last to this one. */
  stretch(index: number): Promise<void>
  all(): void
  clear(): void
  /**
   * The items themselves. When all that match were chosen they are read under a toast with
   * progress; nothing comes of it when the person stops that.
   */
  items(): Promise<T[]>
}

export function useSelection<T>(list: List<T>, keyOf: (item: T) => string): TableSelection<T> {
  const [selection, setSelection] = useState<Selection<T>>(nothing)
  const live = useRef({ list, keyOf, selection })
  live.current = { list, keyOf, selection }

  // Other filters show other rows: what was chosen among the former ones is not what is seen.
  const { identity } = list
  const seen = useRef(identity)
  useEffect(() => {
    if (seen.current === identity) return
    seen.current = identity
    setSelection(nothing())
  }, [identity])

  const toggle = useCallback((index: number) => {
    const { list, keyOf } = live.current
    const row = list.row(index)
    if (row) setSelection((before) => toggled(before, keyOf(row.item), row.item, index))
  }, [])
  const stretch = useCallback(
    async (index: number) => {
      const { list, keyOf, selection } = live.current
      const { anchor } = selection
      if (anchor === undefined) return toggle(index)
      const first = list.row(anchor)
      const isOn = first ? isChosen(selection, keyOf(first.item)) : true
      const rows = await list.range(Math.min(anchor, index), Math.max(anchor, index))
      const pairs = rows.map(({ item }) => [keyOf(item), item] as const)
      setSelection((before) => stretched(before, pairs, isOn))
    },
    [toggle],
  )
  const all = useCallback(() => setSelection(everything()), [])
  const clear = useCallback(() => setSelection(nothing()), [])
  const items = useCallback(async () => {
    const { list, keyOf, selection } = live.current
    if (selection.kind === 'some') return [...selection.chosen.values()]
    try {
      const rows = await underProgress(list.total, (options) => list.all(options))
      return rows.map(({ item }) => item).filter((item) => !selection.but.has(keyOf(item)))
    } catch (error) {
      if (isAbort(error)) return []
      throw error
    }
  }, [])

  const total = list.total ?? list.count
  return useMemo(
    () => ({
      count: countOf(selection, total),
      isAll: selection.kind === 'all' && selection.but.size === 0,
      has: (key) => isChosen(selection, key),
      toggle,
      stretch,
      all,
      clear,
      items,
    }),
    [selection, total, toggle, stretch, all, clear, items],
  )
}
