import {
  type Icon,
  IconAlertTriangle,
  IconArchive,
  IconArrowBackUp,
  IconArrowDown,
  IconArrowUp,
  IconBan,
  IconChevronsUp,
  IconCircle,
  IconCircleCheck,
  IconCircleCheckFilled,
  IconCircleDashed,
  IconCircleX,
  IconDoorOff,
  IconHelpCircle,
  IconMapPinCheck,
  IconMapPinOff,
  IconMapPinQuestion,
  IconMoodEmpty,
  IconPlayerPlay,
  IconThumbDown,
  IconThumbUp,
  IconUsersGroup,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFormats } from './formats'
import type { PlaceVerdict } from './records'
import { type Tone, ToneBadge } from './Tone'

const statuses: Record<string, [Tone, Icon]> = {
  offered: ['violet', IconUsersGroup],
  assigned: ['neutral', IconCircle],
  accepted: ['blue', IconCircleCheck],
  declined: ['orange', IconArrowBackUp],
  started: ['teal', IconPlayerPlay],
  done: ['green', IconCircleCheckFilled],
  not_done: ['red', IconCircleX],
  cancelled: ['neutral', IconBan],
  closed_by_manager: ['neutral', IconArchive],
}

const priorities: Record<string, [Tone, Icon]> = {
  urgent: ['red', IconChevronsUp],
  high: ['orange', IconArrowUp],
  low: ['neutral', IconArrowDown],
}

const outcomes: Record<string, [Tone, Icon]> = {
  positive: ['green', IconThumbUp],
  open: ['blue', IconCircleDashed],
  negative: ['red', IconThumbDown],
  absent: ['neutral', IconDoorOff],
}

const places: Record<string, [Tone, Icon]> = {
  inside: ['green', IconMapPinCheck],
  outside: ['red', IconMapPinOff],
  uncertain: ['orange', IconMapPinQuestion],
}

interface Plain {
  plain?: boolean
}

/** A task's status as the server shows it. A word of a newer server is shown as it is. */
export function StatusBadge({ status, plain }: Plain & { status: string }) {
  const { t } = useTranslation('common')
  const [tone, icon] = statuses[status] ?? ['neutral', IconHelpCircle]
  const word = t(`status.${status}`, { defaultValue: status })
  return <ToneBadge tone={tone} icon={icon} word={word} plain={plain} />
}

/** Nothing for the normal priority, so that what is urgent stands out. */
export function PriorityMark({ priority, bare }: { priority?: string; bare?: boolean }) {
  const { t } = useTranslation('common')
  const look = priority ? priorities[priority] : undefined
  if (!priority || !look) return null
  const word = t(`priority.${priority}`, { defaultValue: priority })
  const [tone, icon] = look
  if (!bare) return <ToneBadge tone={tone} icon={icon} word={word} />
  return <ToneBadge tone={tone} icon={icon} word={word} plain />
}

/** What came of a meeting. */
export function OutcomeBadge({ outcome, plain }: Plain & { outcome?: string }) {
  const { t } = useTranslation('common')
  if (!outcome) return null
  const [tone, icon] = outcomes[outcome] ?? ['neutral', IconMoodEmpty]
  const word = t(`outcome.${outcome}`, { defaultValue: outcome })
  return <ToneBadge tone={tone} icon={icon} word={word} plain={plain} />
}

/** Where a visit was judged to be: at the customer, elsewhere, or too vague to say. */
export function VerdictBadge({ verdict, plain }: Plain & { verdict?: PlaceVerdict | string }) {
  const { t } = useTranslation(['parts', 'common'])
  const { length, share } = useFormats()
  if (!verdict) return null
  const place: Partial<PlaceVerdict> = typeof verdict === 'string' ? {} : verdict
  const where = typeof verdict === 'string' ? verdict : verdict.verdict
  const [tone, icon] = places[where] ?? ['neutral', IconAlertTriangle]
  const word = t(`common:place.${where}`, { defaultValue: where })
  const why = [
    place.distance_mm === undefined
      ? ''
      : t('parts:verdict.distance', { distance: length(place.distance_mm) }),
    place.probability_ppm === undefined
      ? ''
      : t('parts:verdict.probability', { share: share(place.probability_ppm / 1_000_000) }),
    place.reason ? t(`common:doubt.${place.reason}`, { defaultValue: place.reason }) : '',
  ]
  const title = why.filter(Boolean).join(' · ')
  return <ToneBadge tone={tone} icon={icon} word={word} plain={plain} title={title || undefined} />
}
