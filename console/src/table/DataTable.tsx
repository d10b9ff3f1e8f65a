// The table of every list: the server sorts, filters and pages; only rows in view are drawn.
import { useElementSize, useMergedRef } from '@mantine/hooks'
import { columnVisibilityFeature, tableFeatures, useTable } from '@tanstack/react-table'
import { type CSSProperties, type ReactNode, useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { List } from '../api/list'
import { EmptyState } from '../parts/EmptyState'
import { Failed } from '../parts/Failed'
import { type Column, tracksOf } from './columns'
import { useLiking } from './kept'
import { BulkBar, TableBar } from './TableBar'
import { TableBody } from './TableBody'
import { TableHead } from './TableHead'
import classes from './table.module.css'
import { useExport } from './useExport'
import { useGrid } from './useGrid'
import { type TableSelection, useSelection } from './useSelection'

export interface DataTableProps<T> {
  /** Names what is kept of it in this browser, and its CSV file. */
  name: string
  /** What the table holds, for those who do not see it. */
  label: string
  columns: readonly Column<T>[]
  list: List<T>
  keyOf: (item: T) => string
  /** The order, and how to change it: from `useListState`. */
  sort?: string
  onSort?: (sort: string | undefined) => void
  /** What Enter or a click on a row does. */
  onOpen?: (item: T) => void
  /** What can be done with the chosen rows; without it no row can be chosen. */
  bulk?: (selection: TableSelection<T>) => ReactNode
  /** What to say where nothing matches. */
  empty?: ReactNode
  /** More buttons above the rows. */
  actions?: ReactNode
}

/** Below this width of the table rows become cards. */
const NARROW = 640
const HEIGHTS = { comfortable: 40, compact: 32 }
const CARD_LINE = 26
const CARD_PADDING = 17
const SKELETONS = 8
const features = tableFeatures({ columnVisibilityFeature })
const NO_ROWS: object[] = []

export function DataTable<T>(props: DataTableProps<T>) {
  const { columns, list, keyOf, onOpen, bulk, sort, onSort } = props
  const { t } = useTranslation('table')
  const [liking, change] = useLiking(props.name)
  const shown = useShownColumns(columns, liking.columns)
  const selection = useSelection(list, keyOf)
  const isSelectable = bulk !== undefined
  const { ref: sizeRef, width } = useElementSize<HTMLDivElement>()
  const scroll = useRef<HTMLDivElement>(null)
  const isCard = width > 0 && width < NARROW
  const rowHeight = isCard
    ? shown.filter((column) => !column.isOffCard).length * CARD_LINE + CARD_PADDING
    : HEIGHTS[liking.density]
  const exportAll = useExport(props.name, list, shown)
  const grid = useGrid({
    list,
    selection,
    scroll,
    columns: shown,
    isSelectable,
    isCard,
    onOpen,
    sort,
    onSort,
    rowHeight,
  })
  const { tracks, least } = tracksOf(shown, isSelectable)
  const isEmpty = list.total === 0 || (!list.isLoading && list.count === 0 && !list.error)
  const variables = {
    '--tracks': tracks,
    '--print-tracks': shown.map(({ grow = 1 }) => `minmax(0, ${Math.max(grow, 0.5)}fr)`).join(' '),
    '--least': isCard ? '0px' : `${least}px`,
    '--row': `${rowHeight}px`,
  } as CSSProperties

  // Another question begins at the top.
  const { identity } = list
  const last = useRef(identity)
  useEffect(() => {
    if (last.current !== identity) scroll.current?.scrollTo({ top: 0 })
    last.current = identity
  }, [identity])

  return (
    <div className={classes.frame} data-table={props.name}>
      {isSelectable && selection.count > 0 ? (
        <BulkBar selection={selection} total={list.total} actions={bulk(selection)} />
      ) : (
        <TableBar
          list={list}
          columns={columns}
          isShown={(column) => shown.includes(column)}
          liking={liking}
          change={change}
          onExport={() => void exportAll()}
          more={props.actions}
        />
      )}
      <div
        ref={useMergedRef(sizeRef, scroll)}
        className={classes.scroll}
        data-previous={list.isPrevious || undefined}
      >
        {/* biome-ignore lint/a11y/useSemanticElements: a virtual grid has rows that no table element knows */}
        <div
          role="grid"
          aria-label={props.label}
          aria-rowcount={list.count + 1}
          aria-colcount={shown.length + (isSelectable ? 1 : 0)}
          aria-multiselectable={isSelectable || undefined}
          aria-busy={list.isLoading || list.isPrevious}
          className={classes.grid}
          style={variables}
          {...grid.handlers}
        >
          <TableHead
            columns={shown}
            sort={sort}
            isSelectable={isSelectable}
            isCard={isCard}
            allName={t('chooseEverything')}
            chosen={selection.isAll ? 'all' : selection.count > 0 ? 'some' : 'none'}
            active={grid.active.row === -1 ? grid.active.column : -1}
          />
          {!list.error && !isEmpty && (
            <TableBody
              list={list}
              keyOf={keyOf}
              columns={shown}
              count={list.isLoading ? SKELETONS : list.count}
              scroll={scroll}
              rowHeight={rowHeight}
              selection={selection}
              isSelectable={isSelectable}
              isCard={isCard}
              canOpen={onOpen !== undefined}
              grid={grid}
            />
          )}
        </div>
      </div>
      {list.error ? (
        <div className={classes.state}>
          <Failed error={list.error} retry={list.retry} />
        </div>
      ) : isEmpty ? (
        <div className={classes.state}>{props.empty ?? <EmptyState title={t('empty')} />}</div>
      ) : null}
      <div className={classes.headerCards} role="status">
        {grid.said}
      </div>
    </div>
  )
}

/** The columns that are shown, as the page and then the person want it. */
function useShownColumns<T>(columns: readonly Column<T>[], wishes: Record<string, boolean>) {
  const definitions = useMemo(() => columns.map(({ id, header }) => ({ id, header })), [columns])
  const columnVisibility = useMemo(
    () =>
      Object.fromEntries(
        columns.map((column, place) => [
          column.id,
          place === 0 || column.isFixed === true || (wishes[column.id] ?? !column.isHidden),
        ]),
      ),
    [columns, wishes],
  )
  const table = useTable({
    features,
    columns: definitions,
    data: NO_ROWS,
    state: { columnVisibility },
  })
  const ids = table
    .getVisibleLeafColumns()
    .map((column) => column.id)
    .join('\n')
  return useMemo(() => {
    const shown = new Set(ids.split('\n'))
    return columns.filter((column) => shown.has(column.id))
  }, [columns, ids])
}
