import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../parts'

/** How a period is called: a day, the first and last day of a week, a month. */
export function usePeriodText(by: 'all' | 'day' | 'week' | 'month') {
  const { t } = useTranslation('reports')
  const { day, locale } = useFormats()
  const month = useMemo(
    () => new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }),
    [locale],
  )
  return useCallback(
    ({ from, to }: { from: string; to: string }) => {
      if (by === 'day') return day(from)
      if (by === 'month') return month.format(Date.parse(`${from}T00:00:00Z`))
      return t('from_to', { from: day(from), to: day(to) })
    },
    [by, day, month, t],
  )
}
