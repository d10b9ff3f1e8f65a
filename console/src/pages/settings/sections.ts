import {
  IconBuilding,
  IconClockHour4,
  IconInfoCircle,
  IconListDetails,
  IconMessageQuestion,
  IconPlugConnected,
  IconShieldHalf,
  IconShieldLock,
} from '@tabler/icons-react'

/** The sections in their order; `admin` for those that nobody else may read. */
export const sections = [
  { name: 'organisation', icon: IconBuilding },
  { name: 'activities', icon: IconListDetails },
  { name: 'reasons', icon: IconMessageQuestion },
  { name: 'hours', icon: IconClockHour4 },
  { name: 'privacy', icon: IconShieldHalf, admin: true },
  { name: 'sign_in', icon: IconShieldLock, admin: true },
  { name: 'integrations', icon: IconPlugConnected },
  { name: 'about', icon: IconInfoCircle },
] as const

export type SectionName = (typeof sections)[number]['name']

export function sectionsOf(role: string | undefined) {
  return sections.filter((section) => role === 'admin' || !('admin' in section))
}
