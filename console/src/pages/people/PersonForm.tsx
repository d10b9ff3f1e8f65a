import { Alert, Button, Group, Modal, Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { reasonOf, useChanges } from '../../write'
import { HoursFields } from './HoursFields'
import { areHoursRight, hoursSet } from './hours'
import { TeamSelect, ZoneSelect } from './Pick'
import styles from './people.module.css'
import { type Hours, type PersonItem, ROLES, type Role } from './records'
import type { Office } from './useOffice'

interface FormProps {
  office: Office
  item: PersonItem
  close: () => void
}

/** What somebody is called, what he may, where he belongs and when he works. */
export function PersonForm({ office, item, close }: FormProps) {
  const { t } = useTranslation(['people', 'common'])
  const { submit, isBusy } = useChanges()
  const { record } = item
  const before = (record.hours ?? {}) as Hours
  const [name, setName] = useState(record.name)
  const [role, setRole] = useState<Role>(record.role)
  const [team, setTeam] = useState(record.team)
  const [zone, setZone] = useState(record.zone)
  const [hours, setHours] = useState(before)
  const [refused, setRefused] = useState<{ field?: string; text: string }>()
  const isSelf = office.me?.person === record.id
  const isWhole = name.trim() !== '' && areHoursRight(hours)
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (!isWhole) return
    const set: Record<string, string | { from: number; to: number } | null> = {
      ...hoursSet(before, hours),
    }
    if (name.trim() !== record.name) set.name = name.trim()
    if (role !== record.role) set.role = role
    if (team !== record.team) set.team = team ?? null
    if (zone !== record.zone) set.zone = zone
    if (Object.keys(set).length === 0) return close()
    const result = await submit(
      { do: 'person.edited', body: { target: record.id, set }, on: item },
      {
        done: t('person.edited', { name: name.trim() }),
        saysRefusal: false,
        optimistic: (cache) => cache.set(record.id, { name: name.trim(), role, team, zone, hours }),
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
        <TextInput
          label={t('name')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          required
          error={wrong('name')}
          autoComplete="off"
          data-autofocus
        />
        {office.isAdmin ? (
          <Select
            label={t('role')}
            value={role}
            onChange={(value) => setRole((value ?? 'rep') as Role)}
            allowDeselect={false}
            error={wrong('role')}
            data={ROLES.map((value) => ({ value, label: t(`common:role.${value}`) }))}
          />
        ) : null}
        {office.isAdmin || !isSelf ? (
          <TeamSelect
            label={t('team')}
            value={team}
            onChange={setTeam}
            teams={office.own}
            clearable={office.isAdmin}
            error={wrong('team')}
          />
        ) : null}
        <ZoneSelect
          label={t('zone')}
          value={zone}
          onChange={(chosen) => chosen && setZone(chosen)}
          error={wrong('zone')}
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
