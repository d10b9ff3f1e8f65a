import { useTranslation } from 'react-i18next'
import styles from './chart.module.css'
import type { CategoryChartProps } from './types'

/** What the chart draws, as numbers. */
export function ChartTable(props: CategoryChartProps & { format: (value: number) => string }) {
  const { title, categories, series, format, columnLabel } = props
  const { t } = useTranslation('parts')
  return (
    // The table may be wider than the page: whoever uses the keyboard scrolls it too.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must take the focus
    <section className={styles.scroll} tabIndex={0} aria-label={title}>
      <table className={styles.table}>
        <caption className={styles.unseen}>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{columnLabel ?? ''}</th>
            {series.map(({ key, label }) => (
              <th key={key} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {categories.map((category, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: categories may bear the same name
            <tr key={place}>
              <th scope="row">{category}</th>
              {series.map(({ key, values }) => (
                <td key={key}>{show(values[place], format)}</td>
              ))}
            </tr>
          ))}
        </tbody>
        {categories.length > 1 ? (
          <tfoot>
            <tr>
              <th scope="row">{t('chart.total')}</th>
              {series.map(({ key, values }) => (
                <td key={key}>
                  {format(values.reduce((sum: number, value) => sum + (value ?? 0), 0))}
                </td>
              ))}
            </tr>
          </tfoot>
        ) : null}
      </table>
    </section>
  )
}

function show(value: number | null | undefined, format: (value: number) => string): string {
  return value === null || value === undefined ? '–' : format(value)
}
