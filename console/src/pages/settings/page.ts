import { IconSettings } from '@tabler/icons-react'
import { definePage } from '../../shell/page'

export const settings = definePage({
  name: 'settings',
  path: '/settings',
  title: { en: 'Settings', ar: 'الإعدادات' },
  icon: IconSettings,
  group: 'office',
  order: 80,
  jump: 's',
  search: (raw) => ({ section: raw.section }),
  load: () => import('./SettingsPage'),
})
