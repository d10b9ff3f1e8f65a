// What a page says about the columns of its table.
import type { ReactNode } from 'react'
import type { ListRow } from '../api/list'

export interface Column<T> {
  id: string
  /** In the reader's language; the header of the CSV file as well. */
  header: string
  /** What stands in the cell; a text where nothing more is needed. Keep it light: one element. */
  cell?: (row: ListRow<T>) => ReactNode
  /** The cell as text: for the CSV file, and on the screen where there is no `cell`. */
  text: (row: ListRow<T>) => string
  /** The server's word to sort by, if it sorts by this. */
  sort?: string
  /** The least width in pixels; wider by `grow`. */
  width?: number
  grow?: number
  align?: 'start' | 'end'
  /** Hidden until somebody chooses it. */
  isHidden?: boolean
  /** Never hidden; the first column never is. */
  isFixed?: boolean
  /** Left out of the cards on narrow screens. */
  isOffCard?: boolean
}

export const SELECT_WIDTH = 40
const WIDTH = 120

/** The tracks of the grid, and the least width that they need. */
export function tracksOf<T>(columns: readonly Column<T>[], isSelectable: boolean) {
  const tracks = columns.map(
    ({ width = WIDTH, grow = 1 }) => `minmax(${width}px, ${Math.max(grow, 0.001)}fr)`,
  )
  const least = columns.reduce((sum, { width = WIDTH }) => sum + width, 0)
  return {
    tracks: (isSelectable ? [`${SELECT_WIDTH}px`, ...tracks] : tracks).join(' '),
    least: least + (isSelectable ? SELECT_WIDTH : 0),
  }
}

/** The next order when a header is pressed: up, down, the server's own. */
export function nextSort(sort: string | undefined, by: string): string | undefined {
  if (sort === by) return `-${by}`
  return sort === `-${by}` ? undefined : by
}

export function ariaSort(sort: string | undefined, by: string | undefined) {
  if (by === undefined) return undefined
  if (sort === by) return 'ascending' as const
  return sort === `-${by}` ? ('descending' as const) : ('none' as const)
}
