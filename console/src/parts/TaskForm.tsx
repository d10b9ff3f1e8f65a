import { Button, Group, Modal, Radio, Select, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Draft, type Json, useChanges } from '../write'
import { DayPicker, WindowPicker } from './Days'
import styles from './drawer.module.css'
import { ActivityPicker, PersonPicker, TeamPicker } from './Pickers'
import { useReasons } from './reasons'
import type { Held, TaskRecord } from './records'

export type TaskFormName = 'reassign' | 'reschedule' | 'edit' | 'close'

interface FormProps {
  item: Held<TaskRecord>
  send: (draft: Draft | undefined, fields: Record<string, unknown>) => void
}

/** One thing that is done to a task, asked for in a small form. */
export function TaskForm(props: { name: TaskFormName; item: Held<TaskRecord>; close: () => void }) {
  const { name, item, close } = props
  const { t } = useTranslation('parts')
  const { submit } = useChanges()
  const send: FormProps['send'] = (draft, fields) => {
    close()
    if (!draft) return
    void submit(draft, {
      done: t(`task.did.${name}`),
      optimistic: (cache) => cache.set(item.record.id, fields),
    })
  }
  const Form = forms[name]
  return (
    <Modal
      opened
      onClose={close}
      title={t(`task.do.${name}`)}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Form item={item} send={send} />
    </Modal>
  )
}

function Reassign({ item, send }: FormProps) {
  const { t } = useTranslation('parts')
  const task = item.record
  const [to, setTo] = useState<'person' | 'team' | 'nobody'>(
    task.team && !task.assignee ? 'team' : 'person',
  )
  const [assignee, setAssignee] = useState(task.assignee)
  const [team, setTeam] = useState(task.team)
  const holder = to === 'person' ? { assignee } : to === 'team' ? { team } : {}
  const isWhole = to === 'nobody' || (to === 'person' ? assignee : team) !== undefined
  const save = () =>
    send(
      { do: 'task.reassigned', body: { task: task.id, ...holder }, on: item },
      { assignee: undefined, team: undefined, ...holder },
    )
  return (
    <FormFrame save={save} isWhole={isWhole}>
      <Radio.Group
        label={t('task.to')}
        value={to}
        onChange={(value) => setTo(value as 'person' | 'team' | 'nobody')}
      >
        <Group gap="md" mt={6}>
          <Radio value="person" label={t('task.to_person')} />
          <Radio value="team" label={t('task.to_team')} />
          <Radio value="nobody" label={t('task.to_nobody')} />
        </Group>
      </Radio.Group>
      {to === 'person' ? (
        <PersonPicker label={t('task.who')} value={assignee} onChange={setAssignee} />
      ) : null}
      {to === 'team' ? <TeamPicker label={t('task.team')} value={team} onChange={setTeam} /> : null}
    </FormFrame>
  )
}

function Reschedule({ item, send }: FormProps) {
  const { t } = useTranslation(['parts', 'common'])
  const task = item.record
  const [day, setDay] = useState(task.plan_day)
  const [window, setWindow] = useState(task.window)
  const [priority, setPriority] = useState(task.priority ?? 'normal')
  const save = () => {
    const set: Record<string, Json> = {}
    if (day !== task.plan_day) set.plan_day = day ?? null
    if (JSON.stringify(window) !== JSON.stringify(task.window)) {
      set.window = window ? { from: window.from, to: window.to } : null
    }
    if (priority !== (task.priority ?? 'normal')) set.priority = priority
    send(editing('task.rescheduled', item, set), set)
  }
  const isWhole = window === undefined || window.from < window.to
  return (
    <FormFrame save={save} isWhole={isWhole}>
      <DayPicker label={t('parts:task.day')} value={day} onChange={setDay} clearable />
      <WindowPicker value={window} onChange={setWindow} />
      <Select
        label={t('parts:task.priority')}
        value={priority}
        onChange={(value) => setPriority((value ?? 'normal') as typeof priority)}
        allowDeselect={false}
        data={['urgent', 'high', 'normal', 'low'].map((value) => ({
          value,
          label: t(`common:priority.${value}`),
        }))}
      />
    </FormFrame>
  )
}

function Edit({ item, send }: FormProps) {
  const { t } = useTranslation('parts')
  const task = item.record
  const [title, setTitle] = useState(task.title)
  const [details, setDetails] = useState(task.details ?? '')
  const [activity, setActivity] = useState<string | undefined>(task.activity)
  const save = () => {
    const set: Record<string, Json> = {}
    if (title !== task.title) set.title = title
    if (details !== (task.details ?? '')) set.details = details || null
    if (activity && activity !== task.activity) set.activity = activity
    send(editing('task.edited', item, set), set)
  }
  return (
    <FormFrame save={save} isWhole={title.trim() !== ''}>
      <TextInput
        label={t('task.title')}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
        required
        data-autofocus
      />
      <ActivityPicker label={t('task.activity')} value={activity} onChange={setActivity} required />
      <Textarea
        label={t('task.details')}
        value={details}
        onChange={(event) => setDetails(event.currentTarget.value)}
        autosize
        minRows={3}
        maxRows={12}
      />
    </FormFrame>
  )
}

function Close({ item, send }: FormProps) {
  const { t } = useTranslation('parts')
  const offered = useReasons('closed')
  const [reason, setReason] = useState<string | null>(null)
  const [own, setOwn] = useState('')
  const said = offered.length > 0 && reason !== OWN ? reason : own.trim()
  const save = () =>
    send(
      {
        do: 'task.closed_by_manager',
        body: { task: item.record.id, reason: said ?? '' },
        on: item,
      },
      {},
    )
  return (
    <FormFrame save={save} isWhole={Boolean(said)}>
      {offered.length > 0 ? (
        <Select
          label={t('task.reason')}
          value={reason}
          onChange={setReason}
          required
          data={[...offered, { value: OWN, label: t('task.own_reason') }]}
        />
      ) : null}
      {offered.length === 0 || reason === OWN ? (
        <TextInput
          label={offered.length === 0 ? t('task.reason') : t('task.own_reason')}
          value={own}
          onChange={(event) => setOwn(event.currentTarget.value)}
          required
        />
      ) : null}
    </FormFrame>
  )
}

/** No name of a reason: those are words. */
const OWN = '…'

const forms = { reassign: Reassign, reschedule: Reschedule, edit: Edit, close: Close }

function editing(what: string, item: Held<TaskRecord>, set: Record<string, Json>) {
  if (Object.keys(set).length === 0) return undefined
  return { do: what, body: { target: item.record.id, set }, on: item }
}

function FormFrame(props: { save: () => void; isWhole: boolean; children: React.ReactNode }) {
  const { t } = useTranslation('parts')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (props.isWhole) props.save()
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      {props.children}
      <Group justify="flex-end">
        <Button type="submit" disabled={!props.isWhole}>
          {t('save')}
        </Button>
      </Group>
    </form>
  )
}
