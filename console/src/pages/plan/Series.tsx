import { Badge, Button, Drawer, Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAll, useGet } from '../../api'
import type { components } from '../../api/schema'
import {
  ActivityName,
  ActivityPicker,
  DayPicker,
  DayText,
  EmptyState,
  Failed,
  type Held,
  PersonName,
  SkeletonCards,
  TaskLink,
  TeamName,
  today,
  useFormats,
  WindowPicker,
} from '../../parts'
import { addDays } from '../../parts/formats'
import { type Json, useChanges } from '../../write'
import { Form } from './Form'
import styles from './plan.module.css'
import { weekdays } from './RhythmField'

type SeriesRecord = components['schemas']['SeriesRecord']
type SeriesItem = Held<SeriesRecord>

/** The tasks that repeat: what runs, what it makes next, and its end. */
export function Series({ close, start }: { close: () => void; start: () => void }) {
  const { t } = useTranslation('plan')
  const { data, error, refetch } = useAll('/v1/series')
  const items = ((data ?? []) as unknown as SeriesItem[]).toSorted((left, right) =>
    left.record.title.localeCompare(right.record.title),
  )
  const running = items.filter((item) => !isOver(item))
  const over = items.filter(isOver)
  return (
    <Drawer
      opened
      onClose={close}
      position="right"
      size="min(100%, 520px)"
      title={t('series.title')}
      closeButtonProps={{ 'aria-label': t('dismiss') }}
    >
      <div className={styles.drawer} data-series>
        <p className={styles.quiet}>{t('series.text')}</p>
        <Group>
          <Button onClick={start}>{t('series.new')}</Button>
        </Group>
        {error ? <Failed error={error} retry={() => void refetch()} small /> : null}
        {!data && !error ? <SkeletonCards cards={3} /> : null}
        {data && items.length === 0 ? (
          <EmptyState small drawing="plan" title={t('series.none')}>
            {t('series.none_text')}
          </EmptyState>
        ) : null}
        <ul className={styles.plain}>
          {[...running, ...over].map((item) => (
            <li key={item.record.id}>
              <SeriesCard item={item} />
            </li>
          ))}
        </ul>
      </div>
    </Drawer>
  )
}

function isOver({ record }: SeriesItem): boolean {
  const { from, until } = record
  return until !== undefined && (until < today() || until < from)
}

function SeriesCard({ item }: { item: SeriesItem }) {
  const { t } = useTranslation(['plan', 'common'])
  const formats = useFormats()
  const { submit } = useChanges()
  const [isEdited, setEdited] = useState(false)
  const { record } = item
  const days = weekdays.filter((day) => (record.days as unknown as Record<string, true>)?.[day])
  const every = record.every ?? 1
  const end = () => {
    const day = today()
    const until = record.from > day ? addDays(record.from, -1) : day
    void submit(
      { do: 'series.edited', on: item as never, body: { target: record.id, set: { until } } },
      {
        done: t('plan:series.ended'),
        optimistic: (cache) => cache.set(record.id, { until }),
      },
    )
  }
  return (
    <article className={styles.card} data-series-id={record.id}>
      <div className={styles.cardHead}>
        <strong dir="auto">{record.title}</strong>
        {isOver(item) ? <Badge variant="default">{t('plan:series.over')}</Badge> : null}
      </div>
      <div className={styles.marks}>
        <span>
          {t('plan:series.rhythm', {
            count: every,
            days: days.map((day) => t(`common:weekdayShort.${day}`)).join(' · '),
          })}
        </span>
        {record.window ? <span>{formats.window(record.window)}</span> : null}
        <ActivityName id={record.activity} />
      </div>
      <div className={styles.marks}>
        {record.assignee ? <PersonName id={record.assignee} size="small" /> : null}
        {record.team ? <TeamName id={record.team} /> : null}
        <span className={styles.quiet}>
          {t('plan:series.since', { day: formats.day(record.from) })}
          {record.until ? ` · ${t('plan:series.to', { day: formats.day(record.until) })}` : ''}
        </span>
      </div>
      {isOver(item) ? null : <Next series={record.id} />}
      <Group gap={6}>
        <Button size="compact-sm" variant="default" onClick={() => setEdited(true)}>
          {t('plan:series.edit')}
        </Button>
        {isOver(item) ? null : (
          <Button size="compact-sm" variant="subtle" color="red" onClick={end}>
            {t('plan:series.end')}
          </Button>
        )}
      </Group>
      {isEdited ? <SeriesForm item={item} close={() => setEdited(false)} /> : null}
    </article>
  )
}

/** What a series has made already for the days to come. */
function Next({ series }: { series: string }) {
  const { t } = useTranslation('plan')
  const { data } = useGet('/v1/tasks', {
    query: { series, day_from: today(), sort: 'plan_day', limit: 5 },
  })
  if (!data) return null
  if (data.items.length === 0) return <p className={styles.quiet}>{t('series.soon')}</p>
  return (
    <ul className={styles.next} aria-label={t('series.next')} data-next>
      {data.items.map(({ record }) => (
        <li key={record.id}>
          <TaskLink
            id={record.id}
            name={record.plan_day ? undefined : record.title}
            names={{ [record.id]: record.title }}
          />{' '}
          {record.plan_day ? <DayText day={record.plan_day} /> : null}
        </li>
      ))}
    </ul>
  )
}

function SeriesForm({ item, close }: { item: SeriesItem; close: () => void }) {
  const { t } = useTranslation('plan')
  const { submit } = useChanges()
  const { record } = item
  const [title, setTitle] = useState(record.title)
  const [activity, setActivity] = useState<string | undefined>(record.activity)
  const [window, setWindow] = useState(record.window)
  const [until, setUntil] = useState(record.until)
  const save = () => {
    const set: Record<string, Json> = {}
    if (title.trim() !== record.title) set.title = title.trim()
    if (activity && activity !== record.activity) set.activity = activity
    if (until !== record.until) set.until = until ?? null
    if (JSON.stringify(window) !== JSON.stringify(record.window)) {
      set.window = window ? { from: window.from, to: window.to } : null
    }
    if (Object.keys(set).length === 0) return
    void submit(
      { do: 'series.edited', on: item as never, body: { target: record.id, set } },
      { done: t('series.saved'), optimistic: (cache) => cache.set(record.id, set) },
    )
  }
  return (
    <Form
      title={t('series.edit')}
      close={close}
      save={save}
      word={t('save')}
      isWhole={title.trim() !== '' && (window === undefined || window.from < window.to)}
    >
      <p className={styles.quiet}>{t('series.edit_text')}</p>
      <TextInput
        label={t('task.title')}
        required
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <ActivityPicker label={t('task.activity')} value={activity} onChange={setActivity} required />
      <WindowPicker label={t('task.window')} value={window} onChange={setWindow} />
      <DayPicker label={t('series.until')} value={until} onChange={setUntil} clearable />
    </Form>
  )
}
