import { Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useGet, useMe } from '../api'
import { PriorityMark, StatusBadge } from './Badges'
import styles from './drawer.module.css'
import { Failed } from './Failed'
import { useFormats } from './formats'
import { ActivityName, CustomerLink, PersonName, TeamName } from './People'
import type { Held, TaskRecord } from './records'
import { SkeletonRows } from './Skeletons'
import { TaskActions } from './TaskActions'
import { Timeline } from './Timeline'
import { useCustomerName } from './useCustomerName'
import { DayText } from './WhenText'

export interface TaskStoryProps {
  id: string
  /** Told while a form is open, so that Escape closes that alone. */
  asking?: (isAsking: boolean) => void
}

/** A task with what may be done with it and all that happened to it. */
export function TaskStory({ id, asking }: TaskStoryProps) {
  const { t } = useTranslation('parts')
  const { data, error, refetch } = useGet('/v1/tasks/{id}/timeline', { path: { id } })
  if (error) return <Failed error={error} retry={refetch} />
  if (!data) return <SkeletonRows rows={6} />
  const item = data.record as Held<TaskRecord>
  return (
    <div className={styles.story} data-open-task={id}>
      <TaskFacts item={item} />
      <TaskActions item={item} asking={asking} />
      <Title order={3}>{t('timeline.title')}</Title>
      <Timeline story={data} about="task" />
    </div>
  )
}

function TaskFacts({ item }: { item: Held<TaskRecord> }) {
  const { t } = useTranslation('parts')
  const formats = useFormats()
  const { data: me } = useMe()
  const task = item.record
  const customer = useCustomerName(task.customer)
  const items = Object.entries(task.checklist ?? {}).sort(
    ([, left], [, right]) => (left.rank ?? 0) - (right.rank ?? 0),
  )
  return (
    <>
      <Title order={2} className={styles.title}>
        {task.title}
      </Title>
      <div className={styles.line}>
        <StatusBadge status={item.status ?? 'assigned'} />
        <PriorityMark priority={task.priority} />
        <Text size="sm" c="dimmed" component="span">
          <ActivityName id={task.activity} />
        </Text>
      </div>
      {task.details ? (
        <p className={styles.text} dir="auto">
          {task.details}
        </p>
      ) : null}
      <dl className={styles.facts}>
        <dt>{t('task.who')}</dt>
        <dd>
          {task.assignee ? (
            <PersonName id={task.assignee} size="small" />
          ) : task.team ? (
            <span>
              {t('task.offered_to')} <TeamName id={task.team} />
            </span>
          ) : (
            t('person.nobody')
          )}
          {task.assignee && task.assignee === me?.person ? ` (${t('person.you')})` : null}
        </dd>
        {task.customer ? (
          <>
            <dt>{t('task.customer')}</dt>
            <dd>
              <CustomerLink id={task.customer} name={customer} />
            </dd>
          </>
        ) : null}
        <dt>{t('task.when')}</dt>
        <dd>
          {task.plan_day ? <DayText day={task.plan_day} /> : t('task.no_day')}
          {task.window ? <span> ({formats.window(task.window)})</span> : null}
        </dd>
        {task.series ? (
          <>
            <dt>{t('task.series')}</dt>
            <dd>{t('task.repeats')}</dd>
          </>
        ) : null}
      </dl>
      {items.length > 0 ? (
        <ul className={styles.checklist} aria-label={t('task.checklist')}>
          {items.map(([key, entry]) => (
            <li key={key}>
              <input
                type="checkbox"
                checked={entry.done === true}
                readOnly
                disabled
                aria-label={entry.text}
              />
              <bdi>{entry.text}</bdi>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  )
}
