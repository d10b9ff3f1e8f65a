import { Select, Textarea, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDirectory } from '../../api'
import { ActivityPicker, DayPicker, PersonPicker, today, WindowPicker } from '../../parts'
import type { Visit } from './records'

/** A visit to begin with: the first kind of activity, today. */
export function useVisit(assignee?: string) {
  const { t } = useTranslation('customers')
  const { activities } = useDirectory()
  const [visit, setVisit] = useState<Visit>({
    title: t('visit.title_now'),
    activity: '',
    assignee,
    plan_day: today(),
    priority: 'normal',
  })
  const first = activities
    .filter(({ record }) => !record.retired)
    .sort((left, right) => (left.record.rank ?? 0) - (right.record.rank ?? 0))[0]?.record.id
  useEffect(() => {
    if (visit.activity === '' && first) setVisit((before) => ({ ...before, activity: first }))
  }, [visit.activity, first])
  return [visit, setVisit] as const
}

interface VisitFieldsProps {
  visit: Visit
  onChange: (visit: Visit) => void
  hasPerson: boolean
}

/** What a visit is made of. */
export function VisitFields({ visit, onChange, hasPerson }: VisitFieldsProps) {
  const { t } = useTranslation(['customers', 'common'])
  const set = (patch: Partial<Visit>) => onChange({ ...visit, ...patch })
  return (
    <>
      <TextInput
        label={t('customers:visit.title')}
        value={visit.title}
        onChange={(event) => set({ title: event.currentTarget.value })}
        required
        data-autofocus
      />
      <ActivityPicker
        label={t('customers:visit.activity')}
        value={visit.activity || undefined}
        onChange={(activity) => set({ activity: activity ?? '' })}
        required
      />
      {hasPerson ? (
        <PersonPicker
          label={t('customers:visit.person')}
          placeholder={t('customers:nobody')}
          value={visit.assignee}
          onChange={(assignee) => set({ assignee })}
        />
      ) : null}
      <DayPicker
        label={t('customers:visit.day')}
        value={visit.plan_day}
        onChange={(plan_day) => set({ plan_day })}
        clearable
      />
      <WindowPicker value={visit.window} onChange={(window) => set({ window })} />
      <Select
        label={t('customers:visit.priority')}
        value={visit.priority ?? 'normal'}
        allowDeselect={false}
        onChange={(value) => set({ priority: value ?? 'normal' })}
        data={['urgent', 'high', 'normal', 'low'].map((value) => ({
          value,
          label: t(`common:priority.${value}`),
        }))}
      />
      <Textarea
        label={t('customers:visit.details')}
        value={visit.details ?? ''}
        onChange={(event) => set({ details: event.currentTarget.value || undefined })}
        autosize
        minRows={2}
        maxRows={8}
      />
    </>
  )
}
