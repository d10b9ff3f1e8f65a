import { Group, Select, Switch, Textarea, TextInput } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ActivityPicker, CustomerPicker, DayPicker, WindowPicker } from '../../parts'
import { type Json, newId, useChanges } from '../../write'
import { type Holder, type Move, optimistic } from './board'
import { Form } from './Form'
import { choiceOf, HolderField, holderOf, isWhole } from './HolderField'
import { type Rhythm, RhythmField } from './RhythmField'
import { LiveWarnings } from './Warnings'

const priorities = ['urgent', 'high', 'normal', 'low'] as const

interface TaskFormProps {
  holder?: Holder
  day?: string
  /** The form begins as that of a series. */
  repeats?: boolean
  close: () => void
}

/** A new task, once or again and again. */
export function TaskForm(props: TaskFormProps) {
  const { t } = useTranslation(['plan', 'common'])
  const { submit } = useChanges()
  const [title, setTitle] = useState('')
  const [customer, setCustomer] = useState<string>()
  const [activity, setActivity] = useState<string>()
  const [holder, setHolder] = useState(choiceOf(props.holder, 'nobody'))
  const [day, setDay] = useState(props.day)
  const [window, setWindow] = useState<{ from: number; to: number }>()
  const [priority, setPriority] = useState<string>('normal')
  const [details, setDetails] = useState('')
  const [list, setList] = useState('')
  const [repeats, setRepeats] = useState(props.repeats ?? false)
  const [rhythm, setRhythm] = useState<Rhythm>({ days: [], every: 1 })
  const held = holderOf(holder) ?? {}
  const moves = useMemo<Move[]>(
    () => (day && !repeats ? [{ customer, ...holderOf(holder), plan_day: day, window }] : []),
    [customer, holder, day, window, repeats],
  )
  const isRight =
    title.trim() !== '' &&
    activity !== undefined &&
    isWhole(holder) &&
    (window === undefined || window.from < window.to) &&
    (!repeats || (day !== undefined && rhythm.days.length > 0 && holder.kind !== 'nobody'))
  const save = () => {
    const common = { title: title.trim(), activity, customer, ...held, window, priority }
    if (repeats) {
      const days = Object.fromEntries(rhythm.days.map((name) => [name, true]))
      const { every, until } = rhythm
      const series = { ...common, days, every, from: day, until }
      void submit(
        { do: 'series.started', body: { series: series as unknown as Json } },
        { done: t('plan:series.started') },
      )
      return
    }
    const items = list.split('\n').flatMap((line) => line.trim() || [])
    const checklist = items.map((text, rank) => [newId(), { text, rank }] as const)
    void submit(
      {
        do: 'task.assigned',
        body: {
          ...common,
          details: details.trim() || undefined,
          plan_day: day,
          checklist: checklist.length > 0 ? Object.fromEntries(checklist) : undefined,
        } as Record<string, Json | undefined>,
      },
      { done: t('plan:made', { title: title.trim() }), optimistic },
    )
  }
  return (
    <Form
      title={repeats ? t('plan:series.new') : t('plan:new')}
      close={props.close}
      save={save}
      word={repeats ? t('plan:series.start') : t('plan:make')}
      isWhole={isRight}
      size="lg"
    >
      <TextInput
        label={t('plan:task.title')}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
        required
        data-autofocus
      />
      <Group grow align="flex-start">
        <CustomerPicker label={t('plan:task.customer')} value={customer} onChange={setCustomer} />
        <ActivityPicker
          label={t('plan:task.activity')}
          value={activity}
          onChange={setActivity}
          required
        />
      </Group>
      <HolderField
        value={holder}
        onChange={setHolder}
        kinds={repeats ? ['person', 'team'] : ['person', 'team', 'nobody']}
      />
      <Group grow align="flex-start">
        <DayPicker
          label={repeats ? t('plan:series.from') : t('plan:task.day')}
          value={day}
          onChange={setDay}
          clearable={!repeats}
          required={repeats}
        />
        <Select
          label={t('plan:move.priority')}
          value={priority}
          onChange={(value) => setPriority(value ?? 'normal')}
          allowDeselect={false}
          data={priorities.map((value) => ({ value, label: t(`common:priority.${value}`) }))}
        />
      </Group>
      <WindowPicker label={t('plan:task.window')} value={window} onChange={setWindow} />
      <Switch
        label={t('plan:series.repeats')}
        checked={repeats}
        onChange={(event) => setRepeats(event.currentTarget.checked)}
      />
      {repeats ? (
        <RhythmField value={rhythm} onChange={setRhythm} from={day} />
      ) : (
        <>
          <Textarea
            label={t('plan:task.details')}
            value={details}
            onChange={(event) => setDetails(event.currentTarget.value)}
            autosize
            minRows={2}
            maxRows={8}
          />
          <Textarea
            label={t('plan:task.checklist')}
            description={t('plan:task.checklist_text')}
            value={list}
            onChange={(event) => setList(event.currentTarget.value)}
            autosize
            minRows={2}
            maxRows={8}
          />
          <LiveWarnings moves={moves} />
        </>
      )}
    </Form>
  )
}
