// One row, or one card on a narrow screen. Drawn anew only when its item, choice or focus changes.
import { memo } from 'react'
import type { ListRow } from '../api/list'
import type { Column } from './columns'
import classes from './table.module.css'

export interface TableRowProps<T> {
  row: ListRow<T> | undefined
  index: number
  columns: readonly Column<T>[]
  isSelectable: boolean
  isChosen: boolean
  /** The column that holds the one tab stop of the table, if it is in this row. */
  active: number
  isCard: boolean
  canOpen: boolean
  selectName: string
}

function TableRowPlain<T>(props: TableRowProps<T>) {
  const { row, index, columns, isSelectable, isChosen, active, isCard, canOpen } = props
  const shift = isSelectable ? 1 : 0
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the cells of a grid take the focus, not its rows
    // biome-ignore lint/a11y/useSemanticElements: a virtual grid has rows that no table element knows
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelectable && row ? isChosen : undefined}
      data-index={index}
      className={isCard ? classes.card : classes.row}
      data-chosen={isChosen || undefined}
      data-opens={canOpen || undefined}
      data-odd={index % 2 === 1 || undefined}
    >
      {isSelectable && (
        <Cell index={index} column={0} active={active} name={`${classes.cell} ${classes.select}`}>
          {row && (
            <input
              type="checkbox"
              tabIndex={-1}
              checked={isChosen}
              readOnly
              aria-label={`${props.selectName}: ${columns[0]?.text(row) ?? ''}`}
            />
          )}
        </Cell>
      )}
      {columns.map((column, place) =>
        isCard && column.isOffCard ? null : (
          <Cell
            key={column.id}
            index={index}
            column={place + shift}
            active={active}
            name={column.align === 'end' ? `${classes.cell} ${classes.end}` : classes.cell}
            label={isCard && place > 0 ? column.header : undefined}
          >
            {row ? (
              <Content column={column} row={row} />
            ) : (
              <span className={classes.bone} data-width={(index + place) % 3} />
            )}
          </Cell>
        ),
      )}
    </div>
  )
}

function Content<T>({ column, row }: { column: Column<T>; row: ListRow<T> }) {
  if (column.cell) return column.cell(row)
  const text = column.text(row)
  return (
    <span className={classes.text} title={text.length > 24 ? text : undefined} dir="auto">
      {text}
    </span>
  )
}

interface CellProps {
  index: number
  column: number
  active: number
  name: string | undefined
  label?: string
  children: React.ReactNode
}

function Cell({ index, column, active, name, label, children }: CellProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the row
    <div
      role="gridcell"
      aria-colindex={column + 1}
      className={name}
      tabIndex={active === column ? 0 : -1}
      data-cell={`${index}:${column}`}
    >
      {label !== undefined && <span className={classes.label}>{label}</span>}
      {children}
    </div>
  )
}

/** A list hands its rows out in new wrappings; what is in them is what counts. */
export function isSameRow<T>(before: TableRowProps<T>, after: TableRowProps<T>): boolean {
  const { row, ...rest } = before
  const isAsItWas = (name: string) =>
    Object.is(rest[name as keyof typeof rest], after[name as keyof typeof rest])
  return (
    row?.item === after.row?.item &&
    row?.names === after.row?.names &&
    Object.keys(rest).every(isAsItWas)
  )
}

// `memo` forgets type parameters.
export const TableRow = memo(TableRowPlain, isSameRow) as typeof TableRowPlain
