import { IconUserCog } from '@tabler/icons-react'
import { definePage } from '../../shell/page'

export const account = definePage({
  name: 'account',
  path: '/account',
  title: { en: 'Your account', ar: 'حسابك' },
  icon: IconUserCog,
  load: () => import('./AccountPage'),
})
