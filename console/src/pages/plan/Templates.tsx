import { Button, Drawer, Group, TextInput } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAll } from '../../api'
import type { components } from '../../api/schema'
import { EmptyState, Failed, type Held, SkeletonCards, TeamName, TeamPicker } from '../../parts'
import { type Json, useChanges } from '../../write'
import { Form } from './Form'
import { type Sketch, sketchesOf, templateOf } from './laid'
import styles from './plan.module.css'
import { usePlanner } from './planner'
import { useWholeTasks } from './whole'

export type TemplateRecord = components['schemas']['TemplateRecord']
export type TemplateItem = Held<TemplateRecord>

export function useTemplates() {
  const { data, error, refetch } = useAll('/v1/templates')
  const items = data as unknown as TemplateItem[] | undefined
  return { items: items?.filter(({ record }) => !record.removed), error, refetch }
}

/** The tasks of a template, by day. */
export function sketched({ record }: TemplateItem): Sketch[] {
  return Object.values(record.tasks ?? {})
    .map((task) => ({ ...task, day: task.day ?? 0 }) as Sketch)
    .sort((left, right) => left.day - right.day)
}

/** The templates: laid on somebody's week, renamed, removed. */
export function Templates({ close }: { close: () => void }) {
  const { t } = useTranslation('plan')
  const { items, error, refetch } = useTemplates()
  return (
    <Drawer
      opened
      onClose={close}
      position="right"
      size="min(100%, 520px)"
      title={t('template.title')}
      closeButtonProps={{ 'aria-label': t('dismiss') }}
    >
      <div className={styles.drawer} data-templates>
        <p className={styles.quiet}>{t('template.text')}</p>
        {error ? <Failed error={error} retry={() => void refetch()} small /> : null}
        {!items && !error ? <SkeletonCards cards={3} /> : null}
        {items?.length === 0 ? (
          <EmptyState small drawing="plan" title={t('template.none')}>
            {t('template.none_text')}
          </EmptyState>
        ) : null}
        <ul className={styles.plain}>
          {items?.map((item) => (
            <li key={item.record.id}>
              <TemplateCard item={item} close={close} />
            </li>
          ))}
        </ul>
      </div>
    </Drawer>
  )
}

function TemplateCard({ item, close }: { item: TemplateItem; close: () => void }) {
  const { t } = useTranslation('plan')
  const planner = usePlanner()
  const { submit } = useChanges()
  const [isEdited, setEdited] = useState(false)
  const { record } = item
  const tasks = sketched(item)
  const days = (tasks.at(-1)?.day ?? 0) + 1
  const remove = () =>
    void submit(
      { do: 'template.removed', on: item as never, body: { template: record.id } },
      {
        done: t('template.removed', { name: record.name }),
        optimistic: (cache) => cache.set(record.id, { removed: true }),
      },
    )
  return (
    <article className={styles.card} data-template-id={record.id}>
      <div className={styles.cardHead}>
        <strong dir="auto">{record.name}</strong>
        <span className={styles.quiet}>
          {t('tasks', { count: tasks.length })} · {t('days', { count: days })}
        </span>
      </div>
      {record.team ? <TeamName id={record.team} /> : null}
      <Group gap={6}>
        <Button
          size="compact-sm"
          onClick={() => {
            close()
            planner.ask({ name: 'apply', template: record.id })
          }}
        >
          {t('apply.do')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => setEdited(true)}>
          {t('template.rename')}
        </Button>
        <Button size="compact-sm" variant="subtle" color="red" onClick={remove}>
          {t('template.remove')}
        </Button>
      </Group>
      {isEdited ? <Rename item={item} close={() => setEdited(false)} /> : null}
    </article>
  )
}

function Rename({ item, close }: { item: TemplateItem; close: () => void }) {
  const { t } = useTranslation('plan')
  const { submit } = useChanges()
  const { record } = item
  const [name, setName] = useState(record.name)
  const save = () => {
    const set = { name: name.trim() }
    void submit(
      { do: 'template.edited', on: item as never, body: { target: record.id, set } },
      { done: t('template.saved', { name: set.name }), optimistic: (c) => c.set(record.id, set) },
    )
  }
  return (
    <Form
      title={t('template.rename')}
      close={close}
      save={save}
      word={t('save')}
      isWhole={name.trim() !== '' && name.trim() !== record.name}
    >
      <TextInput
        label={t('template.name')}
        required
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </Form>
  )
}

/** Makes a template of what is chosen. */
export function SaveForm({ ids, close }: { ids: readonly string[]; close: () => void }) {
  const { t } = useTranslation('plan')
  const planner = usePlanner()
  const { submit } = useChanges()
  const [name, setName] = useState('')
  const [team, setTeam] = useState<string>()
  const whole = useWholeTasks(ids)
  const sketches = useMemo(() => sketchesOf(whole ?? []), [whole])
  const save = () => {
    planner.selection.clear()
    const tasks = templateOf(sketches) as unknown as Json
    void submit(
      { do: 'template.saved', body: { name: name.trim(), team, tasks } },
      { done: t('template.saved', { name: name.trim() }) },
    )
  }
  return (
    <Form
      title={t('template.save', { count: whole ? sketches.length : ids.length })}
      close={close}
      save={save}
      word={t('save')}
      isWhole={name.trim() !== '' && sketches.length > 0}
    >
      <p className={styles.quiet}>{t('template.save_text')}</p>
      <TextInput
        label={t('template.name')}
        required
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TeamPicker
        label={t('template.team')}
        placeholder={t('template.all_teams')}
        value={team}
        onChange={setTeam}
      />
    </Form>
  )
}
