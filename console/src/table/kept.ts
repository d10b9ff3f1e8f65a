// How somebody likes a table, kept in this browser.
import { useCallback, useState } from 'react'

export type Density = 'comfortable' | 'compact'

export interface Liking {
  /** Columns shown or hidden against what the page says. */
  columns: Record<string, boolean>
  density: Density
}

function keyOf(table: string): string {
  return `outrider.table.${table}`
}

export function readLiking(table: string): Liking {
  const liking: Liking = { columns: {}, density: 'comfortable' }
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(table)) ?? '{}')
    if (typeof kept !== 'object' || kept === null) return liking
    const { columns, density } = kept as { columns?: unknown; density?: unknown }
    if (density === 'compact') liking.density = 'compact'
    if (typeof columns === 'object' && columns !== null) {
      for (const [id, shown] of Object.entries(columns)) {
        if (typeof shown === 'boolean') liking.columns[id] = shown
      }
    }
  } catch {
    // A browser that keeps nothing shows what the page says.
  }
  return liking
}

export function useLiking(table: string) {
  const [liking, setLiking] = useState(() => readLiking(table))
  const change = useCallback(
    (patch: Partial<Liking>) => {
      setLiking((before) => {
        const next = { ...before, ...patch }
        try {
          localStorage.setItem(keyOf(table), JSON.stringify(next))
        } catch {
          // Then it holds until the page is left.
        }
        return next
      })
    },
    [table],
  )
  return [liking, change] as const
}
