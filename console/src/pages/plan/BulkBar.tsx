import { Button, CloseButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import styles from './plan.module.css'
import { usePlanner } from './planner'
import { useTold } from './stores'

/** What can be done with everything that is chosen. */
export function BulkBar() {
  const { t } = useTranslation('plan')
  const planner = usePlanner()
  const { selection } = planner
  const ids = useTold(selection, selection.all)
  if (ids.size === 0) return null
  const chosen = [...ids]
  const first = chosen[0]
  return (
    <section className={styles.bulk} aria-label={t('bulk.title')} data-bulk>
      <strong>{t('chosen', { count: ids.size })}</strong>
      {ids.size === 1 && first ? (
        <Button size="compact-sm" variant="default" onClick={() => planner.openTask(first)}>
          {t('open')}
        </Button>
      ) : null}
      <Button size="compact-sm" onClick={() => planner.ask({ name: 'move', ids: chosen })}>
        {t('bulk.move')}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => void planner.move(chosen, { later: 7 })}
      >
        {t('bulk.week')}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => planner.ask({ name: 'save', ids: chosen })}
      >
        {t('bulk.save')}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => planner.ask({ name: 'close', ids: chosen })}
      >
        {t('bulk.close')}
      </Button>
      <Button
        size="compact-sm"
        variant="subtle"
        color="red"
        onClick={() => void planner.cancel(chosen)}
      >
        {t('bulk.cancel')}
      </Button>
      <CloseButton size="sm" aria-label={t('bulk.clear')} onClick={() => selection.clear()} />
    </section>
  )
}
