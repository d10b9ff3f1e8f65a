// Where the arrow keys lead in a grid. Row -1 is the header.

export interface Place {
  row: number
  column: number
}

export interface Bounds {
  rows: number
  columns: number
  /** Rows that one screen shows. */
  page: number
  isRtl: boolean
}

/** The place after a key, or undefined where the key leads nowhere. */
export function moved(
  place: Place,
  key: string,
  isControl: boolean,
  bounds: Bounds,
): Place | undefined {
  const last = { row: bounds.rows - 1, column: bounds.columns - 1 }
  const [back, on] = bounds.isRtl ? ['ArrowRight', 'ArrowLeft'] : ['ArrowLeft', 'ArrowRight']
  switch (key) {
    case 'ArrowDown':
      return within({ ...place, row: isControl ? last.row : place.row + 1 }, last)
    case 'ArrowUp':
      return within({ ...place, row: isControl ? -1 : place.row - 1 }, last)
    case back:
      return within({ ...place, column: isControl ? 0 : place.column - 1 }, last)
    case on:
      return within({ ...place, column: isControl ? last.column : place.column + 1 }, last)
    case 'PageDown':
      return within({ ...place, row: place.row + bounds.page }, last)
    case 'PageUp':
      return within({ ...place, row: Math.max(0, place.row - bounds.page) }, last)
    case 'Home':
      return within({ row: isControl ? 0 : place.row, column: 0 }, last)
    case 'End':
      return within({ row: isControl ? last.row : place.row, column: last.column }, last)
    default:
      return undefined
  }
}

function within(place: Place, last: Place): Place {
  return {
    row: Math.max(-1, Math.min(place.row, last.row)),
    column: Math.max(0, Math.min(place.column, last.column)),
  }
}
