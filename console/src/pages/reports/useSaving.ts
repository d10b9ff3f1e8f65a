import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { csvOf, download } from '../../table'
import { nameOf } from './WorkTable'
import { columns, type WorkRow } from './work'

interface Saved {
  from: string
  to: string
  by: string
  group: string
  rows: readonly WorkRow[]
  names: Record<string, string>
}

/** Saves the table as a file for spreadsheets; shares are parts of one. */
export function useSaving({ from, to, by, group, rows, names }: Saved) {
  const { t } = useTranslation('reports')
  return useCallback(() => {
    const header = [
      t('who'),
      t('first_day'),
      t('last_day'),
      ...columns.map((column) => t(`column.${column}`)),
    ]
    const lines = rows.map(({ key, figures }) => [
      nameOf(key, names) ?? t('no_team'),
      key.period.from,
      key.period.to,
      ...columns.map((column) => cell(figures[column])),
    ])
    download(`work-${group}-${by}-${from}-${to}.csv`, [csvOf(header, lines)])
  }, [t, rows, names, group, by, from, to])
}

function cell({ value, unit }: { value?: number | null; unit: string }): string {
  if (value == null) return ''
  return String(unit === 'per_mille' ? value / 1000 : value)
}
