import { Button, Skeleton } from '@mantine/core'
import { IconChartBar, IconTable } from '@tabler/icons-react'
import { lazy, Suspense, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../parts/EmptyState'
import { useFormats } from '../parts/formats'
import { ChartTable } from './ChartTable'
import styles from './chart.module.css'
import type { CategoryChartProps, DayChartProps } from './types'

export { Sparkline } from './Sparkline'
export type { CategoryChartProps, DayChartProps, Series } from './types'

const Drawn = lazy(() => import('./Drawn').then((module) => ({ default: module.Drawn })))

/** Bars upon each other (or beside each other) by category, with the same as a table. */
export function StackedBars(props: CategoryChartProps) {
  const { title, categories, series, height = 260 } = props
  const { t } = useTranslation('parts')
  const formats = useFormats()
  const [isTable, setTable] = useState(false)
  const format = props.format ?? formats.number
  const values = series.flatMap((each) => each.values.map((value) => value ?? 0))
  if (categories.length === 0 || values.every((value) => value === 0)) {
    return <EmptyState drawing="chart" title={t('chart.none')} small />
  }
  const about = t('chart.describe', {
    title,
    count: categories.length,
    from: categories[0],
    to: categories[categories.length - 1],
    most: format(Math.max(...values)),
  })
  return (
    <figure className={styles.figure} data-chart data-state="idle">
      <figcaption className={styles.head}>
        <span className={styles.title}>{title}</span>
        <Button
          size="compact-xs"
          variant="subtle"
          className={styles.toggle}
          leftSection={
            isTable ? <IconChartBar size={14} aria-hidden /> : <IconTable size={14} aria-hidden />
          }
          onClick={() => setTable(!isTable)}
        >
          {isTable ? t('chart.as_chart') : t('chart.as_table')}
        </Button>
      </figcaption>
      {isTable ? (
        <ChartTable {...props} format={format} />
      ) : (
        <>
          <Suspense fallback={<Skeleton height={height} data-state="loading" />}>
            <Drawn {...props} height={height} format={format} about={about} />
          </Suspense>
          <Legend {...props} />
        </>
      )}
    </figure>
  )
}

/** The same by civil day. */
export function BarsByDay({ days, ...props }: DayChartProps) {
  const { t } = useTranslation('parts')
  const formats = useFormats()
  const categories = useMemo(() => days.map(formats.day), [days, formats])
  return (
    <StackedBars
      {...props}
      categories={categories}
      columnLabel={props.columnLabel ?? t('chart.day')}
    />
  )
}

function Legend({ series }: CategoryChartProps) {
  if (series.length < 2) return null
  return (
    <ul className={styles.legend}>
      {series.map(({ key, label, tone }, place) => (
        <li key={key}>
          <svg
            width="14"
            height="14"
            viewBox="0 0 14 14"
            aria-hidden
            className={styles[tone ?? 'teal']}
          >
            <rect width="14" height="14" rx="3" fill="currentColor" />
            <path className={styles.pattern} d={patterns[place % patterns.length]} />
          </svg>
          {label}
        </li>
      ))}
    </ul>
  )
}

/** Lines within the swatch, as the bars bear them: no series is known by its colour alone. */
const patterns = [
  '',
  'M0 14L14 0M-4 4L4 -4M10 18L18 10',
  'M0 3.5h14M0 10.5h14',
  'M3.5 0v14M10.5 0v14',
  'M0 0L14 14M-4 10L4 18M10 -4L18 4',
]
