import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../parts'
import type { Why } from './board'

/** Why a stop stands where it stands. */
export function useWhyText(): (why: Why) => string {
  const { t } = useTranslation('plan')
  const formats = useFormats()
  return useCallback(
    (why) => {
      if (typeof why === 'string') return t(`why.${why}`)
      if ('overdue' in why) return t('why.overdue', { count: why.overdue.days })
      if ('window_open' in why) {
        return t('why.window_open', { at: formats.minuteOfDay(why.window_open.until) })
      }
      if ('window_opens' in why) {
        return t('why.window_opens', { at: formats.minuteOfDay(why.window_opens.at) })
      }
      if ('window_missed' in why) {
        return t('why.window_missed', { at: formats.minuteOfDay(why.window_missed.at) })
      }
      if ('planned' in why) return t('why.planned', { day: formats.day(why.planned.day) })
      if ('claimable' in why) return t('why.claimable', { team: why.claimable.name ?? '' })
      return t('why.away', { distance: formats.length(why.away.distance_mm) })
    },
    [t, formats],
  )
}
