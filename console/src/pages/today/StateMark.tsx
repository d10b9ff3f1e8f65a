import { IconCoffee, IconHelpCircle, IconHome, IconPlayerPlay } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { ToneBadge } from '../../parts'
import type { Rep } from './day'

const looks = {
  working: ['green', IconPlayerPlay],
  break: ['orange', IconCoffee],
  off: ['neutral', IconHome],
  unknown: ['neutral', IconHelpCircle],
} as const

/** Whether somebody is at work. */
export function StateMark({ state }: { state: Rep['state'] }) {
  const { t } = useTranslation('common')
  const [tone, icon] = looks[state]
  return <ToneBadge tone={tone} icon={icon} word={t(`work.${state}`)} plain />
}
