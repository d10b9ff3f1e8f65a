import { IconUsersGroup } from '@tabler/icons-react'
import { definePage } from '../../shell/page'
import { listSearch } from '../../table/useListState'

export const people = definePage({
  name: 'people',
  path: '/people',
  title: { en: 'People and devices', ar: 'الأشخاص والأجهزة' },
  icon: IconUsersGroup,
  group: 'office',
  order: 70,
  jump: 'e',
  search: listSearch({
    view: 'text',
    q: 'text',
    team: 'text',
    role: 'words',
    state: 'words',
    // Who stands opened over the page, and which dialog.
    person: 'text',
    add: 'text',
  }),
  load: () => import('./PeoplePage'),
})
