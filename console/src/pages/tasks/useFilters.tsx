import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useDirectory } from '../../api'
import { CustomerPicker, PersonPicker, TeamPicker, TerritoryPicker } from '../../parts'
import type { Filter } from '../../table'

const statuses = [
  'offered',
  'assigned',
  'accepted',
  'started',
  'declined',
  'done',
  'not_done',
  'cancelled',
  'closed_by_manager',
]
const priorities = ['urgent', 'high', 'normal', 'low']
const lists = ['reps_day', 'to_claim', 'for_manager', 'closed']

export function useFilters(): Filter[] {
  const { t } = useTranslation(['tasks', 'common'])
  const { name } = useDirectory()
  return useMemo<Filter[]>(() => {
    const called = (id: string) => name(id) ?? t('chosen')
    const words = (of: string, values: string[]) =>
      values.map((value) => ({ value, label: t(`common:${of}.${value}`) }))
    return [
      { kind: 'search', name: 'q', label: t('search') },
      { kind: 'days', name: 'days', label: t('column.day'), from: 'day_from', to: 'day_to' },
      {
        kind: 'choice',
        name: 'status',
        label: t('column.status'),
        many: true,
        options: words('status', statuses),
      },
      {
        kind: 'custom',
        name: 'assignee',
        label: t('rep'),
        words: called,
        editor: (value, set) => <PersonPicker ariaLabel={t('rep')} value={value} onChange={set} />,
      },
      {
        kind: 'custom',
        name: 'of_team',
        label: t('of_team'),
        words: called,
        editor: (value, set) => (
          <TeamPicker ariaLabel={t('of_team')} value={value} onChange={set} />
        ),
      },
      {
        kind: 'custom',
        name: 'team',
        label: t('offered_to'),
        words: called,
        editor: (value, set) => (
          <TeamPicker ariaLabel={t('offered_to')} value={value} onChange={set} />
        ),
      },
      {
        kind: 'custom',
        name: 'at',
        label: t('column.customer'),
        words: () => t('chosen'),
        editor: (value, set) => (
          <CustomerPicker ariaLabel={t('column.customer')} value={value} onChange={set} />
        ),
      },
      {
        kind: 'custom',
        name: 'territory',
        label: t('territory'),
        words: called,
        editor: (value, set) => (
          <TerritoryPicker ariaLabel={t('territory')} value={value} onChange={set} />
        ),
      },
      {
        kind: 'choice',
        name: 'priority',
        label: t('column.priority'),
        many: true,
        options: words('priority', priorities),
      },
      {
        kind: 'choice',
        name: 'list',
        label: t('list'),
        options: words('list', lists),
      },
      { kind: 'flag', name: 'unassigned', label: t('unassigned') },
      { kind: 'flag', name: 'late', label: t('late') },
      { kind: 'flag', name: 'managed', label: t('managed') },
    ]
  }, [t, name])
}
