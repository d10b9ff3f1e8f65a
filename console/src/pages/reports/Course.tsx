import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useGet } from '../../api'
import { StackedBars } from '../../chart'
import { Card, Failed, SkeletonMap, useFormats } from '../../parts'
import { type DaySpan, periodsOf } from './span'
import { byPeriod, fates } from './work'

const tones = {
  done: 'green',
  not_done: 'orange',
  declined: 'violet',
  cancelled: 'neutral',
  open: 'blue',
} as const

interface CourseProps {
  span: DaySpan
  whose: { team?: string; person?: string }
}

/** What became of the planned tasks, over the days. */
export function Course({ span, whose }: CourseProps) {
  const { t } = useTranslation(['reports', 'common'])
  const { day } = useFormats()
  const by = periodsOf(span)
  const { data, error, refetch } = useGet(
    '/v1/reports/work',
    { query: { ...span, by, group: 'team', ...whose } },
    { keepPrevious: true },
  )
  const { categories, series } = useMemo(() => {
    const rows = data?.rows ?? []
    const starts = [...new Set(rows.map((row) => row.key.period.from))].sort()
    return {
      categories: starts.map(day),
      series: fates.map((fate) => {
        const sums = byPeriod(rows, fate)
        return {
          key: fate,
          label: t(`column.${fate}`),
          tone: tones[fate],
          values: starts.map((start) => sums.get(start) ?? 0),
        }
      }),
    }
  }, [data, day, t])
  return (
    <Card>
      {error ? (
        <Failed error={error} retry={() => void refetch()} small />
      ) : data ? (
        <StackedBars
          title={t('course')}
          categories={categories}
          series={series}
          columnLabel={t(`since.${by}`)}
          height={220}
        />
      ) : (
        <SkeletonMap height={220} />
      )}
    </Card>
  )
}
