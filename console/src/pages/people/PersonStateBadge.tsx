import { IconCircleCheck, IconMail, IconUserOff, IconUserX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { ToneBadge } from '../../parts'
import type { PersonState } from './teams'

const looks = {
  here: { tone: 'green', icon: IconCircleCheck },
  invited: { tone: 'blue', icon: IconMail },
  left: { tone: 'neutral', icon: IconUserOff },
  erased: { tone: 'neutral', icon: IconUserX },
} as const

export function PersonStateBadge({ state }: { state: PersonState }) {
  const { t } = useTranslation('people')
  return <ToneBadge {...looks[state]} word={t(`state.${state}`)} />
}
