import { Alert, Button, Group, Modal } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { reasonOf, useChanges } from '../../write'
import { HoursFields } from './HoursFields'
import { areHoursRight, hoursSet } from './hours'
import { type Described, PersonFields } from './PersonFields'
import styles from './people.module.css'
import type { Hours, PersonItem } from './records'
import type { Office } from './useOffice'

interface FormProps {
  office: Office
  item: PersonItem
  close: () => void
}

/** What somebody is called, what he may, where he belongs and when he works. */
export function PersonForm({ office, item, close }: FormProps) {
  const { t } = useTranslation('people')
  const { submit, isBusy } = useChanges()
  const { record } = item
  const before = (record.hours ?? {}) as Hours
  const [described, setDescribed] = useState<Described>(record)
  const { role, team, zone } = described
  const name = described.name.trim()
  const [hours, setHours] = useState(before)
  const [refused, setRefused] = useState<{ field?: string; text: string }>()
  const isWhole = name !== '' && areHoursRight(hours)
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (!isWhole) return
    const set: Record<string, string | { from: number; to: number } | null> = {
      ...hoursSet(before, hours),
    }
    if (name !== record.name) set.name = name
    if (role !== record.role) set.role = role
    if (team !== record.team) set.team = team ?? null
    if (zone !== record.zone) set.zone = zone
    if (Object.keys(set).length === 0) return close()
    const result = await submit(
      { do: 'person.edited', body: { target: record.id, set }, on: item },
      {
        done: t('person.edited', { name: name }),
        saysRefusal: false,
        optimistic: (cache) => cache.set(record.id, { name, role, team, zone, hours }),
      },
    )
    const outcome = result.outcomes[0]
    if (result.isWhole) close()
    else if (outcome) setRefused({ field: outcome.refused?.field, text: reasonOf(outcome) })
  }
  const wrong = (field: string) => (refused?.field === field ? refused.text : undefined)
  return (
    <Modal
      opened
      onClose={close}
      title={t('person.edit')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form className={styles.form} onSubmit={(event) => void save(event)}>
        <PersonFields
          office={office}
          value={described}
          set={(changed) => setDescribed({ ...described, ...changed })}
          wrong={wrong}
          isSelf={office.me?.person === record.id}
        />
        <HoursFields value={hours} onChange={setHours} />
        {refused ? (
          <Alert color="red" role="alert">
            {refused.text}
          </Alert>
        ) : null}
        <Group justify="flex-end">
          <Button type="submit" disabled={!isWhole || isBusy}>
            {t('save')}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
