import {
  IconBan,
  IconCircleCheck,
  IconClockPause,
  IconCopy,
  IconEraser,
  IconTrashX,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { ToneBadge } from '../../parts'
import type { Phone } from './records'

const looks = {
  wiped: { tone: 'neutral', icon: IconTrashX },
  wipe_asked: { tone: 'red', icon: IconEraser },
  revoked: { tone: 'neutral', icon: IconBan },
  copied: { tone: 'orange', icon: IconCopy },
  behind: { tone: 'blue', icon: IconClockPause },
  current: { tone: 'green', icon: IconCircleCheck },
} as const

export type PhoneStateName = keyof typeof looks

/** What matters most about a phone. */
export function stateOfPhone(phone: Phone): PhoneStateName {
  if (phone.wiped) return 'wiped'
  if (phone.wipe) return 'wipe_asked'
  if (phone.revoked) return 'revoked'
  if (phone.forks > 0) return 'copied'
  return phone.is_current ? 'current' : 'behind'
}

export const phoneStates = { states: Object.keys(looks) as PhoneStateName[], stateOf: stateOfPhone }

export function PhoneState({ phone }: { phone: Phone }) {
  const { t } = useTranslation('people')
  const state = stateOfPhone(phone)
  return <ToneBadge {...looks[state]} word={t(`phone.state.${state}`)} />
}
