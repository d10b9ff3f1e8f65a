// The report of work as the server gives it, and what the page makes of it.
import type { Answer } from '../../api'

export type WorkReport = Answer<'/v1/reports/work'>
export type WorkRow = WorkReport['rows'][number]
export type FigureName = keyof WorkRow['figures']

/** The columns of the table, in order. */
export const columns = [
  'planned',
  'done',
  'adherence',
  'not_done',
  'declined',
  'cancelled',
  'open',
  'visits',
  'visits_planned',
  'visits_unplanned',
  'outside',
  'uncertain',
  'notes',
  'coverage',
] as const satisfies readonly FigureName[]

/** What became of the planned tasks, from the bottom of a bar to its top. */
export const fates = ['done', 'not_done', 'declined', 'cancelled', 'open'] as const

/** Sorts rows by a column (`done`, `-done`), those without a number last; else as they came. */
export function sorted(rows: readonly WorkRow[], sort: string | undefined): readonly WorkRow[] {
  const name = sort?.replace(/^-/, '')
  const column = columns.find((one) => one === name)
  if (!column) return rows
  const direction = sort?.startsWith('-') ? -1 : 1
  return [...rows].sort((left, right) => {
    const a = left.figures[column].value
    const b = right.figures[column].value
    if (a == null || b == null) return Number(a == null) - Number(b == null)
    return (a - b) * direction
  })
}

/** Sums of a figure over everybody, period by period. */
export function byPeriod(rows: readonly WorkRow[], name: FigureName): Map<string, number> {
  const sums = new Map<string, number>()
  for (const row of rows) {
    const { from } = row.key.period
    sums.set(from, (sums.get(from) ?? 0) + (row.figures[name].value ?? 0))
  }
  return sums
}
