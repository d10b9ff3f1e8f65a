import { IconInbox } from '@tabler/icons-react'
import { useGet } from '../../api'
import { definePage } from '../../shell/page'

export const inbox = definePage({
  name: 'inbox',
  path: '/inbox',
  title: { en: 'Inbox', ar: 'الوارد' },
  icon: IconInbox,
  group: 'now',
  order: 10,
  jump: 'i',
  search: (raw) => ({ tells: raw.tells, item: raw.item }),
  useCount: () => useGet('/v1/inbox', { query: { limit: 1 } }).data?.total,
  load: () => import('./InboxPage'),
})
