// Keyboard and mouse of the table, by one listener for all its cells.
import {
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
  useCallback,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import type { List } from '../api/list'
import { type Column, nextSort } from './columns'
import { moved, type Place } from './grid'
import type { TableSelection } from './useSelection'

export interface Grid {
  /** The one cell that Tab leads to. */
  active: Place
  handlers: {
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
    onClick: (event: MouseEvent<HTMLElement>) => void
  }
  /** What is told to those who do not see the table. */
  said: string
  scrollTo: RefObject<(index: number) => void>
  onDrawn: () => void
}

interface GridOptions<T> {
  list: List<T>
  selection: TableSelection<T>
  scroll: RefObject<HTMLDivElement | null>
  columns: readonly Column<T>[]
  isSelectable: boolean
  isCard: boolean
  onOpen?: (item: T) => void
  sort?: string
  onSort?: (sort: string | undefined) => void
  rowHeight: number
}

export function useGrid<T>(options: GridOptions<T>): Grid {
  const { t } = useTranslation('table')
  const [active, setActive] = useState<Place>({ row: 0, column: options.isSelectable ? 1 : 0 })
  const [said, setSaid] = useState('')
  const live = useRef(options)
  live.current = options
  const place = useRef(active)
  const isPending = useRef(false)
  const scrollTo = useRef<(index: number) => void>(() => undefined)

  const focus = useCallback(() => {
    const { row, column } = place.current
    const cell = live.current.scroll.current?.querySelector<HTMLElement>(
      `[data-cell="${row}:${column}"]`,
    )
    if (!cell) return false
    cell.focus({ preventScroll: row >= 0 })
    return true
  }, [])
  const onDrawn = useCallback(() => {
    if (isPending.current && focus()) isPending.current = false
  }, [focus])
  const go = useCallback(
    (next: Place) => {
      place.current = next
      setActive(next)
      if (next.row >= 0) scrollTo.current(next.row)
      isPending.current = !focus()
    },
    [focus],
  )

  const act = useCallback(
    (at: Place, how: { isShift: boolean; isToggle: boolean }) => {
      const { list, selection, columns, isSelectable, onOpen, sort, onSort } = live.current
      const shift = isSelectable ? 1 : 0
      if (at.row < 0) {
        if (isSelectable && at.column === 0) {
          if (selection.isAll) selection.clear()
          else selection.all()
          return
        }
        const column = columns[at.column - shift]
        if (!column?.sort || !onSort) return
        const next = nextSort(sort, column.sort)
        onSort(next)
        setSaid(t(saidOf(next), { column: column.header }))
        return
      }
      const row = list.row(at.row)
      if (!row) return
      const isBox = isSelectable && at.column === 0
      if (isSelectable && how.isShift) void selection.stretch(at.row)
      else if (isSelectable && (isBox || how.isToggle || !onOpen)) selection.toggle(at.row)
      else onOpen?.(row.item)
    },
    [t],
  )

  const onKeyDown = useCallback(
    (event: KeyboardEvent<HTMLElement>) => {
      const from = placeOf(event.target)
      if (!from) return
      // Keys that come faster than rows are drawn go on from where the focus is on its way to.
      const at = isPending.current ? place.current : from
      const { list, selection, columns, isSelectable, scroll, rowHeight } = live.current
      const isControl = event.ctrlKey || event.metaKey
      const { key } = event
      if (key === 'Enter') act(at, { isShift: false, isToggle: isControl })
      else if (key === ' ') act(at, { isShift: event.shiftKey, isToggle: true })
      else if (isSelectable && isControl && key.toLowerCase() === 'a') selection.all()
      else if (isSelectable && key === 'Escape' && selection.count > 0) selection.clear()
      else {
        const next = moved(at, key, isControl, {
          rows: list.count,
          columns: columns.length + (isSelectable ? 1 : 0),
          page: Math.max(1, Math.floor((scroll.current?.clientHeight ?? 0) / rowHeight) - 2),
          isRtl: document.documentElement.dir === 'rtl',
        })
        if (!next) return
        if (isSelectable && event.shiftKey && next.row !== at.row && next.row >= 0) {
          if (selection.count === 0) selection.toggle(at.row)
          void selection.stretch(next.row)
        }
        go(next)
      }
      event.preventDefault()
      event.stopPropagation()
    },
    [act, go],
  )

  const onClick = useCallback(
    (event: MouseEvent<HTMLElement>) => {
      const target = event.target as Element
      const at = placeOf(target.closest('[data-cell]'))
      if (!at) return
      place.current = at
      setActive(at)
      // A link or a button in a cell does what it does; a text that is being marked is no click.
      if (target.closest('a, button, [role="button"]')) return
      if (at.row >= 0 && !event.shiftKey && String(getSelection() ?? '') !== '') return
      act(at, { isShift: event.shiftKey, isToggle: event.ctrlKey || event.metaKey })
    },
    [act],
  )

  const bounded = within(active, options)
  return { active: bounded, handlers: { onKeyDown, onClick }, said, scrollTo, onDrawn }
}

// Fewer rows than before may leave the tab stop behind; it is then on the header or the last row.
function within<T>(active: Place, { list, columns, isSelectable }: GridOptions<T>): Place {
  const last = columns.length - 1 + (isSelectable ? 1 : 0)
  const column = Math.min(active.column, last)
  return { row: list.isLoading ? -1 : Math.min(active.row, list.count - 1), column }
}

function saidOf(sort: string | undefined): string {
  if (sort === undefined) return 'unsorted'
  return sort.startsWith('-') ? 'sortedDown' : 'sortedUp'
}

function placeOf(target: unknown): Place | undefined {
  if (!(target instanceof HTMLElement)) return undefined
  const [row, column] = (target.dataset.cell ?? '').split(':').map(Number)
  if (row === undefined || column === undefined || Number.isNaN(row)) return undefined
  return { row, column }
}
