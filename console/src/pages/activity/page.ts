import { IconActivity } from '@tabler/icons-react'
import { definePage } from '../../shell/page'
import { listSearch } from '../../table/useListState'

export const activity = definePage({
  name: 'activity',
  path: '/activity',
  title: { en: 'Activity', ar: 'النشاط' },
  icon: IconActivity,
  group: 'now',
  order: 40,
  jump: 'a',
  search: listSearch({
    q: 'text',
    from: 'day',
    to: 'day',
    kind: 'text',
    flag: 'words',
    team: 'text',
    person: 'text',
    // `customer` in the address opens the customer over any page.
    at: 'text',
  }),
  load: () => import('./ActivityPage'),
})
