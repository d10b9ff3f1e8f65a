import { IconReportAnalytics } from '@tabler/icons-react'
import { definePage } from '../../shell/page'

const day = (text: string | undefined) =>
  text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : undefined

export const reports = definePage({
  name: 'reports',
  path: '/reports',
  title: { en: 'Reports', ar: 'التقارير' },
  icon: IconReportAnalytics,
  group: 'records',
  order: 60,
  jump: 'r',
  search: (raw) => ({
    from: day(raw.from),
    to: day(raw.to),
    by: raw.by,
    group: raw.group,
    team: raw.team,
    person: raw.person,
    sort: raw.sort,
  }),
  load: () => import('./ReportsPage'),
})
