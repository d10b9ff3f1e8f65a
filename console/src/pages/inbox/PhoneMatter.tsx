import { Anchor } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useList } from '../../api'
import {
  EmptyState,
  Failed,
  type Held,
  type Names,
  SkeletonRows,
  TaskCard,
  type TaskRecord,
  useFormats,
  WhenText,
} from '../../parts'
import { Attention } from './Attention'
import styles from './inbox.module.css'
import type { Waiting } from './matters'

const OPEN = 'assigned,accepted,started'

/** A phone that has been silent for long: since when, what waits on it, and what its owner has to do. */
export function PhoneMatter({ one, names }: { one: Waiting; names: Names }) {
  const { t } = useTranslation('inbox')
  const { number } = useFormats()
  const { phone, person } = one
  const list = useList(
    '/v1/tasks',
    { assignee: person, status: OPEN, sort: 'plan_day' },
    { pageSize: 5, enabled: person !== undefined },
  )
  if (!phone || !person) return null
  return (
    <>
      <dl className={styles.facts}>
        <div className={styles.pair}>
          <dt>{t('phone.last')}</dt>
          <dd data-last-sync>
            {phone.last_sync == null ? (
              t('phone.never')
            ) : (
              <>
                <WhenText at={phone.last_sync} /> (<WhenText at={phone.last_sync} as="ago" />)
              </>
            )}
          </dd>
        </div>
        <div className={styles.pair}>
          <dt>{t('phone.waits')}</dt>
          <dd>{phone.unsent > 0 ? t('unsent', { count: phone.unsent }) : t('phone.nothing')}</dd>
        </div>
        <div className={styles.pair}>
          <dt>{t('phone.open')}</dt>
          <dd>{list.total === undefined ? '…' : number(list.total)}</dd>
        </div>
      </dl>
      <div className={styles.line}>
        <Attention person={person} title={t('ask.phone')} />
        <Anchor href={`/people?person=${person}`} size="sm">
          {t('phone.manage')}
        </Anchor>
        <Anchor href={`/today?person=${person}`} size="sm">
          {t('phone.day')}
        </Anchor>
      </div>
      <h3 className={styles.heading}>{t('phone.next')}</h3>
      {list.error ? (
        <Failed error={list.error} retry={list.retry} small />
      ) : list.isLoading ? (
        <SkeletonRows rows={4} />
      ) : list.items.length === 0 ? (
        <EmptyState drawing="plan" title={t('phone.no_work')} small />
      ) : (
        <ul className={styles.cards}>
          {list.items.slice(0, 5).map((item) => (
            <li key={item.record.id}>
              <TaskCard
                item={item as Held<TaskRecord>}
                names={{ ...names, ...list.names }}
                hide={['person']}
                dense
              />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
