import { IconHelp } from '@tabler/icons-react'
import { definePage } from '../../shell/page'

export const help = definePage({
  name: 'help',
  path: '/help',
  title: { en: 'Help', ar: 'المساعدة' },
  icon: IconHelp,
  jump: 'h',
  roles: ['rep', 'manager', 'admin'],
  load: () => import('./HelpPage'),
  search: (raw) => ({ guide: raw.guide, q: raw.q }),
})
