import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useDirectory } from '../../api'
import { PriorityMark, StatusBadge, useFormats } from '../../parts'
import type { Column } from '../../table'
import type { TaskItem } from './task'

export function useColumns(): Column<TaskItem>[] {
  const { t } = useTranslation(['tasks', 'common'])
  const { day, window } = useFormats()
  const { name } = useDirectory()
  return useMemo<Column<TaskItem>[]>(
    () => [
      {
        id: 'title',
        header: t('column.title'),
        text: ({ item }) => item.record.title,
        sort: 'title',
        width: 220,
        grow: 3,
      },
      {
        id: 'customer',
        header: t('column.customer'),
        text: ({ item, names }) =>
          item.record.customer ? (names[item.record.customer] ?? '') : '',
        width: 180,
        grow: 2,
      },
      {
        id: 'who',
        header: t('column.who'),
        text: ({ item, names }) => {
          const id = item.record.assignee ?? item.record.team
          return id ? (names[id] ?? name(id) ?? '') : t('nobody')
        },
        width: 150,
        grow: 1,
      },
      {
        id: 'day',
        header: t('column.day'),
        text: ({ item }) => item.record.plan_day ?? '',
        cell: ({ item }) => (item.record.plan_day ? day(item.record.plan_day) : t('any_day')),
        sort: 'plan_day',
        width: 115,
      },
      {
        id: 'window',
        header: t('column.window'),
        text: ({ item }) => (item.record.window ? window(item.record.window) : ''),
        width: 165,
        isOffCard: true,
      },
      {
        id: 'status',
        header: t('column.status'),
        text: ({ item }) => (item.status ? t(`common:status.${item.status}`) : ''),
        cell: ({ item }) => <StatusBadge status={item.status ?? ''} plain />,
        sort: 'status',
        width: 150,
      },
      {
        id: 'priority',
        header: t('column.priority'),
        text: ({ item }) => t(`common:priority.${item.record.priority ?? 'normal'}`),
        cell: ({ item }) => <PriorityMark priority={item.record.priority} bare />,
        sort: 'priority',
        width: 110,
      },
      {
        id: 'activity',
        header: t('column.activity'),
        text: ({ item }) => name(item.record.activity) ?? '',
        width: 130,
        isHidden: true,
      },
    ],
    [t, day, window, name],
  )
}
