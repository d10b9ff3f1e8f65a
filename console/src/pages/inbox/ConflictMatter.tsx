import { useTranslation } from 'react-i18next'
import { useGet } from '../../api'
import {
  CustomerLink,
  DiaryCard,
  type DiaryRecord,
  Failed,
  type Held,
  type Names,
  SkeletonRows,
  TaskLink,
  Timeline,
} from '../../parts'
import styles from './inbox.module.css'
import type { Waiting } from './matters'
import { dismissal } from './useDismiss'

/** What somebody lost, word by word, and what happened to the record that it is about. */
export function ConflictMatter({ one, names }: { one: Waiting; names: Names }) {
  const item = one.diary as Held<DiaryRecord> | undefined
  const entry = item?.record
  const isTask = entry?.about_kind === 'task'
  const path = { id: entry?.about ?? '' }
  const task = useGet('/v1/tasks/{id}/timeline', { path }, { enabled: isTask })
  const customer = useGet(
    '/v1/customers/{id}/timeline',
    { path },
    { enabled: entry?.about_kind === 'customer' },
  )
  const { data: story, error, refetch } = isTask ? task : customer
  const { t } = useTranslation('inbox')
  if (!item || !entry) return null
  return (
    <>
      <div className={styles.line}>
        <span className={styles.quiet}>{t('in')}</span>
        {isTask ? (
          <TaskLink id={entry.about} names={names} />
        ) : (
          <CustomerLink id={entry.about} names={names} />
        )}
      </div>
      <DiaryCard
        item={item}
        names={names}
        about={story?.record}
        settling={[dismissal(one)]}
        hideAbout
      />
      <h3 className={styles.heading}>{t('happened')}</h3>
      {error ? (
        <Failed error={error} retry={() => void refetch()} small />
      ) : story ? (
        <Timeline
          story={{ ...story, diary: [] }}
          names={names}
          about={isTask ? 'task' : 'customer'}
        />
      ) : (
        <SkeletonRows rows={4} />
      )}
    </>
  )
}
