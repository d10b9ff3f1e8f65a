import { IconMap2 } from '@tabler/icons-react'
import { definePage } from '../../shell/page'

export const today = definePage({
  name: 'today',
  path: '/today',
  title: { en: 'Today', ar: 'اليوم' },
  icon: IconMap2,
  group: 'now',
  order: 20,
  jump: 't',
  search: (raw) => ({
    day: raw.day !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(raw.day) ? raw.day : undefined,
    team: raw.team,
    person: raw.person,
    show: raw.show,
    sort: raw.sort,
  }),
  load: () => import('./TodayPage'),
})
