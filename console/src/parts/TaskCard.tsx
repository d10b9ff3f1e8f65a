import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { PriorityMark, StatusBadge } from './Badges'
import styles from './cards.module.css'
import { useFormats } from './formats'
import { ActivityName, CustomerLink, PersonName, TaskLink, TeamName } from './People'
import type { Held, Names, TaskRecord } from './records'
import { DayText } from './WhenText'

export interface TaskCardProps {
  item: Held<TaskRecord>
  names?: Names
  /** Why it stands where it stands, each a line. */
  reasons?: string[]
  selected?: boolean
  /** For boards: two lines. */
  dense?: boolean
  /** Leave out what the column or the page says anyway. */
  hide?: ('person' | 'day' | 'status' | 'customer')[]
  /** At the end of the first line: a menu, a handle. */
  extra?: ReactNode
  children?: ReactNode
}

/** A task in a list or on a board. Its title opens it. */
export function TaskCard(props: TaskCardProps) {
  const { item, names, reasons = [], selected, dense, hide = [], extra, children } = props
  const { t } = useTranslation('parts')
  const formats = useFormats()
  const task = item.record
  const looks = [styles.card, dense ? styles.dense : '', selected ? styles.selected : '']
  return (
    <article className={looks.join(' ')} data-task={task.id}>
      <div className={styles.line}>
        <span className={styles.title}>
          <TaskLink id={task.id} name={task.title} />
        </span>
        {extra}
      </div>
      <div className={styles.line}>
        {hide.includes('status') ? null : <StatusBadge status={item.status ?? 'assigned'} />}
        <PriorityMark priority={task.priority} />
        {task.window ? <span>{formats.window(task.window)}</span> : null}
        {task.plan_day && !hide.includes('day') ? <DayText day={task.plan_day} /> : null}
        {task.customer && !hide.includes('customer') ? (
          <CustomerLink id={task.customer} names={names} />
        ) : null}
      </div>
      {dense ? null : (
        <div className={[styles.line, styles.quiet].join(' ')}>
          <ActivityName id={task.activity} />
          {hide.includes('person') ? null : task.assignee ? (
            <PersonName id={task.assignee} names={names} size="small" />
          ) : task.team ? (
            <span>
              {t('task.offered_to')} <TeamName id={task.team} />
            </span>
          ) : (
            <span>{t('person.nobody')}</span>
          )}
        </div>
      )}
      {reasons.length > 0 ? (
        <ul className={styles.reasons}>
          {reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      ) : null}
      {children}
    </article>
  )
}
