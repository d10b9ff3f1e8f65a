import { IconAlertTriangle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Move } from './board'
import { check, useWarningWords, type Warning } from './check'
import styles from './plan.module.css'

/** What one should know before it is saved. It hinders nobody. */
export function Warnings({ warnings }: { warnings: readonly Warning[] }) {
  const { t } = useTranslation('plan')
  const words = useWarningWords()
  if (warnings.length === 0) return null
  return (
    <ul className={styles.warnings} aria-label={t('warn.title')} data-warnings>
      {words(warnings).map(({ tells, text, count }) => (
        <li key={text} data-tells={tells}>
          <IconAlertTriangle size={14} aria-hidden />
          <span>{count > 1 ? t('warn.many', { text, count }) : text}</span>
        </li>
      ))}
    </ul>
  )
}

/** The same for a form: asked anew with everything that is chosen there. */
export function LiveWarnings({ moves }: { moves: readonly Move[] }) {
  const { t } = useTranslation('plan')
  const { data, isFetching } = useQuery({
    // No path of the server's: live news need not ask again while a form is open.
    queryKey: ['plan-check', moves],
    queryFn: () => check(moves),
    staleTime: 5_000,
    retry: false,
  })
  return (
    <div role="status" className={styles.live} data-checked={!isFetching || undefined}>
      {data && data.length > 0 ? (
        <Warnings warnings={data} />
      ) : (
        <span className={styles.quiet}>{data && moves.length > 0 ? t('warn.none') : ' '}</span>
      )}
    </div>
  )
}
