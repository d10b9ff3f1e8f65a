import { IconCalendarWeek } from '@tabler/icons-react'
import { definePage } from '../../shell/page'

const DAY = /^\d{4}-\d{2}-\d{2}$/

function day(text: string | undefined): string | undefined {
  return text !== undefined && DAY.test(text) ? text : undefined
}

export const plan = definePage({
  name: 'plan',
  path: '/plan',
  title: { en: 'Plan', ar: 'الخطة' },
  icon: IconCalendarWeek,
  group: 'now',
  order: 30,
  jump: 'p',
  search: (raw) => ({
    /** A day of the week that is shown. */
    week: day(raw.week),
    team: raw.team,
    q: raw.q,
    roomy: raw.roomy === 'true',
    pool: raw.pool,
    /** Where there is room for one column only: a day of all reps, or the week of one. */
    by: raw.by,
    day: day(raw.day),
    person: raw.person,
    open: raw.open,
  }),
  load: () => import('./PlanPage'),
})
