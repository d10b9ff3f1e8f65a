import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { ariaSort, type Column } from './columns'
import classes from './table.module.css'

interface TableHeadProps<T> {
  columns: readonly Column<T>[]
  sort: string | undefined
  isSelectable: boolean
  isCard: boolean
  allName: string
  chosen: 'all' | 'some' | 'none'
  active: number
}

export function TableHead<T>(props: TableHeadProps<T>) {
  const { columns, sort, isSelectable, isCard, chosen, active } = props
  const shift = isSelectable ? 1 : 0
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual grid has rows that no table element knows
    <div role="rowgroup" className={isCard ? classes.headerCards : classes.header}>
      {/* biome-ignore lint/a11y/useFocusableInteractive: the cells take the focus */}
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      <div role="row" aria-rowindex={1} className={classes.headerRow} data-index={-1}>
        {isSelectable && (
          // biome-ignore lint/a11y/useSemanticElements: see above
          <div
            role="columnheader"
            aria-colindex={1}
            className={`${classes.head} ${classes.select}`}
            tabIndex={active === 0 ? 0 : -1}
            data-cell="-1:0"
          >
            <input
              type="checkbox"
              tabIndex={-1}
              checked={chosen === 'all'}
              ref={(box) => {
                if (box) box.indeterminate = chosen === 'some'
              }}
              readOnly
              aria-label={props.allName}
            />
          </div>
        )}
        {columns.map((column, place) => (
          // biome-ignore lint/a11y/useSemanticElements: see above
          <div
            key={column.id}
            role="columnheader"
            aria-colindex={place + shift + 1}
            aria-sort={ariaSort(sort, column.sort)}
            className={column.align === 'end' ? `${classes.head} ${classes.end}` : classes.head}
            tabIndex={active === place + shift ? 0 : -1}
            data-cell={`-1:${place + shift}`}
            data-sorts={column.sort !== undefined || undefined}
          >
            <span className={classes.headText}>{column.header}</span>
            <Arrow sort={sort} by={column.sort} />
          </div>
        ))}
      </div>
    </div>
  )
}

function Arrow({ sort, by }: { sort: string | undefined; by: string | undefined }) {
  if (by === undefined) return null
  if (sort === by) return <IconArrowUp size={14} aria-hidden />
  return sort === `-${by}` ? <IconArrowDown size={14} aria-hidden /> : null
}
