import { IconCalendarCheck, IconCalendarOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { CheckInCard, DayText, NoteCard, StatusBadge, ToneBadge } from '../../parts'
import { type Entry, noteOf, visitOf } from './days'
import styles from './stream.module.css'

/** A visit or a note, with what was planned of it. */
export function EntryCard({ entry, names }: { entry: Entry; names: Record<string, string> }) {
  if (entry.kind === 'note') {
    return (
      <NoteCard item={noteOf(entry)} names={names} plain>
        {entry.task ? <Plan entry={entry} /> : null}
      </NoteCard>
    )
  }
  return (
    <CheckInCard item={visitOf(entry)} names={names} plain>
      <Plan entry={entry} />
    </CheckInCard>
  )
}

/** Whether it was planned for the day on which it was made, and what became of the task. */
function Plan({ entry: { task, is_planned } }: { entry: Entry }) {
  const { t } = useTranslation('activity')
  if (!task) {
    return (
      <div className={styles.plan}>
        <ToneBadge tone="violet" icon={IconCalendarOff} word={t('unplanned')} />
      </div>
    )
  }
  return (
    <div className={styles.plan}>
      {is_planned ? (
        <ToneBadge tone="teal" icon={IconCalendarCheck} word={t('planned')} />
      ) : (
        <span>
          {task.plan_day ? (
            <>
              {t('planned_for')} <DayText day={task.plan_day} />
            </>
          ) : (
            t('any_day')
          )}
        </span>
      )}
      <StatusBadge status={task.status} />
    </div>
  )
}
