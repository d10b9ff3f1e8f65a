import { Skeleton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import styles from './states.module.css'

/** Stands while a page's code and words are fetched: the outline of most pages, no spinner. */
export function PageWaiting() {
  const { t } = useTranslation('shell')
  return (
    <div className={styles.waiting} data-state="loading" aria-busy="true">
      <span className={styles.unseen} role="status">
        {t('waiting')}
      </span>
      <Skeleton height={28} width="32%" radius="sm" />
      <div className={styles.figures}>
        <Skeleton height={76} />
        <Skeleton height={76} />
        <Skeleton height={76} />
        <Skeleton height={76} />
      </div>
      <Skeleton height={360} />
    </div>
  )
}
