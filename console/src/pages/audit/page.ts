import { IconHistory } from '@tabler/icons-react'
import { definePage } from '../../shell/page'
import { listSearch } from '../../table/useListState'

export const audit = definePage({
  name: 'audit',
  path: '/audit',
  title: { en: 'Audit', ar: 'سجل التدقيق' },
  icon: IconHistory,
  group: 'office',
  order: 90,
  roles: ['admin'],
  jump: 'u',
  search: listSearch({
    actor: 'text',
    subject: 'text',
    action: 'text',
    day_from: 'day',
    day_to: 'day',
    line: 'number',
  }),
  load: () => import('./AuditPage'),
})
