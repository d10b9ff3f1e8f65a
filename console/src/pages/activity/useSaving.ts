import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { List } from '../../api'
import { useFormats } from '../../parts'
import { csvParts, download } from '../../table'
import { type Entry, noteOf, visitOf } from './days'

/** Saves everything that matches as a file for spreadsheets. */
export function useSaving(list: List<Entry>, from: string, to: string) {
  const { t } = useTranslation(['activity', 'common'])
  const { civilPrecise } = useFormats()
  return useCallback(async () => {
    const rows = await list.all()
    const header = ['when', 'kind', 'who', 'where', 'task', 'plan', 'verdict', 'evidence', 'text']
    const parts = await csvParts(
      header.map((name) => t(`csv_column.${name}`)),
      rows,
      ({ item: entry, names }) => {
        const name = (id: string | undefined) => (id ? (names[id] ?? id) : '')
        const plan = planOf(entry, t)
        if (entry.kind === 'note') {
          const { record } = noteOf(entry)
          const { person, customer, outcome, body } = record
          return [
            civilPrecise(record.civil),
            t('kinds.note'),
            name(person),
            name(customer),
            entry.task?.title ?? '',
            plan,
            outcome ? t(`common:outcome.${outcome}`) : '',
            '',
            body ?? '',
          ]
        }
        const { record } = visitOf(entry)
        const evidence = Object.keys(record.evidence ?? {})
        return [
          civilPrecise(record.in.civil),
          t('kinds.check_in'),
          name(record.person),
          name(record.customer),
          entry.task?.title ?? '',
          plan,
          record.verdict ? t(`common:place.${record.verdict.verdict}`) : '',
          evidence.map((word) => t(`common:evidence.${word}`)).join(', '),
          '',
        ]
      },
    )
    download(`activity-${from}-${to}.csv`, parts)
  }, [list, from, to, t, civilPrecise])
}

function planOf({ task, is_planned }: Entry, t: (key: string) => string): string {
  if (!task) return t('unplanned')
  return is_planned ? t('planned') : (task.plan_day ?? '')
}
