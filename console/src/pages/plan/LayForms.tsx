import { SegmentedControl, Select } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DayPicker, PersonPicker, useFormats } from '../../parts'
import { addDays } from '../../parts/formats'
import { useChanges } from '../../write'
import { type Move, optimistic, type Plan } from './board'
import { Form } from './Form'
import { assignedOf, type Sketch, sketchesOf } from './laid'
import styles from './plan.module.css'
import { sketched, useTemplates } from './Templates'
import { LiveWarnings } from './Warnings'
import { useWholeDays } from './whole'

interface ApplyFormProps {
  plan: Plan
  template?: string
  person?: string
  close: () => void
}

/** Lays a template on somebody's days. */
export function ApplyForm(props: ApplyFormProps) {
  const { t } = useTranslation('plan')
  const { items } = useTemplates()
  const [template, setTemplate] = useState(props.template)
  const [person, setPerson] = useState(props.person)
  const [first, setFirst] = useState<string | undefined>(props.plan.from)
  const chosen = items?.find(({ record }) => record.id === template)
  const sketches = useMemo(() => (chosen ? sketched(chosen) : []), [chosen])
  const save = useLaying(sketches, person, first)
  return (
    <Form
      title={t('apply.title')}
      close={props.close}
      save={save}
      word={t('apply.save', { count: sketches.length })}
      isWhole={sketches.length > 0 && person !== undefined && first !== undefined}
    >
      <Select
        label={t('template.one')}
        required
        allowDeselect={false}
        searchable
        value={template ?? null}
        onChange={(value) => setTemplate(value ?? undefined)}
        nothingFoundMessage={t('template.none')}
        data={(items ?? []).map(({ record }) => ({ value: record.id, label: record.name }))}
      />
      <PersonPicker label={t('holder.who')} required value={person} onChange={setPerson} />
      <DayPicker label={t('apply.first')} required value={first} onChange={setFirst} />
      <Laid sketches={sketches} person={person} first={first} />
    </Form>
  )
}

/** Gives somebody once more what somebody had on a day or in a week. */
export function CopyForm(props: { plan: Plan; person?: string; close: () => void }) {
  const { plan, close } = props
  const { t } = useTranslation('plan')
  const [what, setWhat] = useState<string>('week')
  const [from, setFrom] = useState(props.person)
  const [day, setDay] = useState(plan.from)
  const [to, setTo] = useState(props.person)
  const [first, setFirst] = useState<string | undefined>(addDays(plan.from, 7))
  const formats = useFormats()
  const start = what === 'week' ? plan.from : day
  const { tasks } = useWholeDays(from, start, what === 'week' ? addDays(start, 6) : start)
  const sketches = useMemo(
    () => (from && tasks ? sketchesOf(tasks, start) : []),
    [from, tasks, start],
  )
  const save = useLaying(sketches, to, first)
  return (
    <Form
      title={t('copy.title')}
      close={close}
      save={save}
      word={t('copy.save', { count: sketches.length })}
      isWhole={sketches.length > 0 && to !== undefined && first !== undefined}
    >
      <SegmentedControl
        aria-label={t('copy.what')}
        value={what}
        onChange={setWhat}
        data={[
          { value: 'week', label: t('copy.week') },
          { value: 'day', label: t('copy.day') },
        ]}
      />
      <PersonPicker label={t('copy.from')} required value={from} onChange={setFrom} />
      {what === 'day' ? (
        <Select
          label={t('copy.from_day')}
          allowDeselect={false}
          value={day}
          onChange={(value) => value && setDay(value)}
          data={(plan.people[0]?.days ?? []).map((one) => ({
            value: one.day,
            label: formats.day(one.day),
          }))}
        />
      ) : null}
      <PersonPicker label={t('copy.to')} required value={to} onChange={setTo} />
      <DayPicker label={t('apply.first')} required value={first} onChange={setFirst} />
      <Laid sketches={sketches} person={to} first={first} />
    </Form>
  )
}

function useLaying(sketches: readonly Sketch[], assignee: string | undefined, first?: string) {
  const { t } = useTranslation('plan')
  const { submit } = useChanges()
  return () => {
    if (!assignee || !first) return
    void submit(assignedOf(sketches, { assignee }, first), {
      done: t('laid', { count: sketches.length }),
      optimistic,
    })
  }
}

interface LaidProps {
  sketches: readonly Sketch[]
  person?: string
  first?: string
}

/** What will come of it, day by day, and what speaks against it. */
function Laid({ sketches, person, first }: LaidProps) {
  const formats = useFormats()
  const { t } = useTranslation('plan')
  const moves = useMemo<Move[]>(
    () =>
      person && first
        ? sketches.slice(0, 500).map(({ customer, day, window }) => ({
            customer,
            window,
            assignee: person,
            plan_day: addDays(first, day),
          }))
        : [],
    [sketches, person, first],
  )
  if (!first || sketches.length === 0) return null
  return (
    <>
      <ul className={styles.laid} aria-label={t('laid_list')}>
        {sketches.slice(0, 40).map((one, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two tasks may be the same in everything
          <li key={at}>
            <span className={styles.quiet}>{formats.day(addDays(first, one.day))}</span>
            <bdi>{one.title}</bdi>
          </li>
        ))}
      </ul>
      <LiveWarnings moves={moves} />
    </>
  )
}
