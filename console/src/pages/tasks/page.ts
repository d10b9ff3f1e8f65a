import { IconChecklist } from '@tabler/icons-react'
import { definePage } from '../../shell/page'
import { listSearch } from '../../table/useListState'

export const tasks = definePage({
  name: 'tasks',
  path: '/tasks',
  title: { en: 'Tasks', ar: 'المهام' },
  icon: IconChecklist,
  group: 'records',
  order: 45,
  jump: 'k',
  // The names are those of the server's query, but `at`: `customer` opens one over any page.
  search: listSearch({
    q: 'text',
    assignee: 'text',
    team: 'text',
    of_team: 'text',
    managed: 'flag',
    unassigned: 'flag',
    at: 'text',
    territory: 'text',
    series: 'text',
    day_from: 'day',
    day_to: 'day',
    status: 'words',
    priority: 'words',
    list: 'text',
    late: 'flag',
  }),
  load: () => import('./TasksPage'),
})
