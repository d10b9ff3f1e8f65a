import { Autocomplete } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useReasons } from '../../parts'
import { useChanges } from '../../write'
import { isOpen, optimistic, seenOf } from './board'
import { Form } from './Form'
import { usePlanner } from './planner'

/** Why tasks are closed though nobody did them. */
export function CloseForm({ ids, close }: { ids: readonly string[]; close: () => void }) {
  const { t } = useTranslation('plan')
  const planner = usePlanner()
  const { submit } = useChanges()
  const offered = useReasons('closed')
  const [said, setSaid] = useState('')
  const stops = planner.stops(ids).filter(isOpen)
  const reason = offered.find(({ label }) => label === said.trim())?.value ?? said.trim()
  const save = () => {
    planner.selection.clear()
    void submit(
      stops.map((stop) => ({
        do: 'task.closed_by_manager',
        on: seenOf(stop),
        body: { task: stop.task, reason },
      })),
      { done: t('closed', { count: stops.length }), optimistic },
    )
  }
  return (
    <Form
      title={t('close.title', { count: stops.length })}
      close={close}
      save={save}
      word={t('bulk.close')}
      isWhole={reason !== '' && stops.length > 0}
    >
      <Autocomplete
        label={t('close.reason')}
        description={t('close.text')}
        required
        data-autofocus
        data={offered.map(({ label }) => label)}
        value={said}
        onChange={setSaid}
      />
    </Form>
  )
}
