import { Skeleton, Title } from '@mantine/core'
import { useMatches } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import styles from './states.module.css'
import { useLanguageTitle } from './useTitles'

/** Stands while a page's code and words are fetched: its name, which is known, and the outline of
 * most pages; no spinner. */
export function PageWaiting() {
  const { t } = useTranslation('shell')
  const titleOf = useLanguageTitle()
  const page = useMatches({ select: (matches) => matches.at(-1)?.staticData.page })
  return (
    <div className={styles.waiting} data-state="loading" aria-busy="true">
      <span className={styles.unseen} role="status">
        {t('waiting')}
      </span>
      {page ? (
        <Title order={1}>{titleOf(page)}</Title>
      ) : (
        <Skeleton height={28} width="32%" radius="sm" />
      )}
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
