// The rows in view. Drawing them is never urgent: scrolling stays ahead and the rows follow.
import { type Range, useVirtualizer } from '@tanstack/react-virtual'
import {
  type CSSProperties,
  memo,
  type RefObject,
  useCallback,
  useDeferredValue,
  useEffect,
} from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { List, ListRow } from '../api/list'
import type { Column } from './columns'
import { drawn } from './drawn'
import { TableRow } from './TableRow'
import classes from './table.module.css'
import type { Grid } from './useGrid'
import { usePrinting } from './usePrinting'
import type { TableSelection } from './useSelection'

interface TableBodyProps<T> {
  list: List<T>
  keyOf: (item: T) => string
  columns: readonly Column<T>[]
  count: number
  scroll: RefObject<HTMLDivElement | null>
  rowHeight: number
  selection: TableSelection<T>
  isSelectable: boolean
  isCard: boolean
  canOpen: boolean
  grid: Grid
}

const AHEAD = 8
/** More rows than this are not printed: nobody reads them, and a browser chokes on them. */
const PRINTED = 1_000

export function TableBody<T>(props: TableBodyProps<T>) {
  const { list, count, scroll, rowHeight, grid } = props
  const isPrinting = usePrinting(flushSync)
  const activeRow = grid.active.row
  const rangeExtractor = useCallback(
    // The row with the focus stays, wherever the others scroll to.
    (range: Range) => drawn(range, activeRow),
    [activeRow],
  )
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    overscan: AHEAD,
    rangeExtractor,
    useFlushSync: false,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured anew when the height changes
  useEffect(() => virtualizer.measure(), [rowHeight, virtualizer])

  const { range } = virtualizer
  const [from, to] = [range?.startIndex ?? 0, range?.endIndex ?? 0]
  const { see } = list
  useEffect(() => see(from, to), [see, from, to])
  grid.scrollTo.current = (index) => virtualizer.scrollToIndex(index, { align: 'auto' })

  const indexes = isPrinting
    ? Array.from({ length: Math.min(count, PRINTED) }, (_, index) => index).filter(list.row)
    : virtualizer.getVirtualIndexes()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual grid has rows that no table element knows
    <div
      role="rowgroup"
      className={classes.body}
      style={{ '--height': `${count * rowHeight}px` } as CSSProperties}
    >
      <DrawnRows {...props} indexes={indexes} isPrinting={isPrinting} />
    </div>
  )
}

function DrawnRows<T>(
  props: TableBodyProps<T> & { indexes: readonly number[]; isPrinting: boolean },
) {
  const { list, keyOf, columns, selection, isSelectable, isCard, canOpen, grid, rowHeight } = props
  const { t } = useTranslation('table')
  const rows: PlacedRow<T>[] = []
  for (const index of props.indexes) {
    const row = list.row(index)
    rows.push({
      index,
      row,
      isChosen: row !== undefined && isSelectable && selection.has(keyOf(row.item)),
      active: grid.active.row === index ? grid.active.column : -1,
    })
  }
  const deferred = useDeferredValue(rows)
  return (
    <Rows
      rows={props.isPrinting ? rows : deferred}
      columns={columns}
      isSelectable={isSelectable}
      isCard={isCard}
      canOpen={canOpen}
      rowHeight={rowHeight}
      selectName={t('choose')}
      onDrawn={grid.onDrawn}
    />
  )
}

interface PlacedRow<T> {
  index: number
  row: ListRow<T> | undefined
  isChosen: boolean
  active: number
}

interface RowsProps<T> {
  rows: readonly PlacedRow<T>[]
  columns: readonly Column<T>[]
  isSelectable: boolean
  isCard: boolean
  canOpen: boolean
  rowHeight: number
  selectName: string
  onDrawn: () => void
}

function RowsPlain<T>({ rows, rowHeight, onDrawn, ...rest }: RowsProps<T>) {
  // The focus follows the arrow keys once the row it goes to is there.
  useEffect(() => onDrawn())
  return rows.map(({ index, row, isChosen, active }) => (
    <Placed key={index} top={index * rowHeight}>
      <TableRow row={row} index={index} isChosen={isChosen} active={active} {...rest} />
    </Placed>
  ))
}
// `memo` forgets type parameters.
const Rows = memo(RowsPlain) as unknown as typeof RowsPlain

function Placed({ top, children }: { top: number; children: React.ReactNode }) {
  return (
    <div
      role="presentation"
      className={classes.place}
      style={{ '--top': `${top}px` } as CSSProperties}
    >
      {children}
    </div>
  )
}
