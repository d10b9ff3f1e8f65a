import { useTranslation } from 'react-i18next'
import { useFormats } from '../../../parts'
import styles from '../customers.module.css'
import type { Summary } from './request'

const counts = ['rows', 'customers', 'updated', 'unchanged', 'without_site', 'wrong'] as const

/** How many of what. */
export function Counts({ summary }: { summary: Summary }) {
  const { t } = useTranslation('customers')
  const formats = useFormats()
  return (
    <dl className={styles.counts}>
      {counts.map((name) => (
        <div
          key={name}
          data-count={name}
          data-warn={(name === 'wrong' && summary.wrong > 0) || undefined}
        >
          <dt>{t(`import.count.${name}`)}</dt>
          <dd>{formats.number(summary[name])}</dd>
        </div>
      ))}
    </dl>
  )
}
