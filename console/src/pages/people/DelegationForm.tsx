import { Alert, Button, Group, Modal, Text } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addDays, DayPicker, PersonName, PersonPicker, today } from '../../parts'
import { reasonOf, useChanges } from '../../write'
import styles from './people.module.css'
import type { Office } from './useOffice'

/** The beginning of a civil day here, in microseconds. */
function beginOf(day: string): number {
  return new Date(`${day}T00:00:00`).getTime() * 1000
}

/** Who stands in for a manager, from a day to another, both included. */
export function DelegationForm(props: { office: Office; from?: string; close: () => void }) {
  const { office, close } = props
  const { t } = useTranslation('people')
  const { submit, isBusy } = useChanges()
  const [from, setFrom] = useState(props.from)
  const [to, setTo] = useState<string>()
  const [first, setFirst] = useState<string | undefined>(today())
  const [last, setLast] = useState<string | undefined>(addDays(today(), 6))
  const [refused, setRefused] = useState<string>()
  const isBackwards = first !== undefined && last !== undefined && last < first
  const isWhole = from && to && from !== to && first && last && !isBackwards
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (!isWhole) return
    // From today on means from now on.
    const since = first <= today() ? Date.now() * 1000 : beginOf(first)
    const body = { from, to, since, until: beginOf(addDays(last, 1)) }
    const result = await submit(
      { do: 'delegation.given', body },
      { done: t('delegation.given'), saysRefusal: false },
    )
    const outcome = result.outcomes[0]
    if (result.isWhole) close()
    else if (outcome) setRefused(reasonOf(outcome))
  }
  return (
    <Modal
      opened
      onClose={close}
      title={t('delegation.give')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form className={styles.form} onSubmit={(event) => void save(event)}>
        <Text size="sm">{t('delegation.text')}</Text>
        {props.from ? (
          <Text size="sm" component="div">
            {t('delegation.from')}: <PersonName id={props.from} plain />
          </Text>
        ) : (
          <PersonPicker
            label={t('delegation.from')}
            roles={['manager']}
            value={from}
            onChange={setFrom}
            required
          />
        )}
        <PersonPicker
          label={t('delegation.to')}
          value={to}
          onChange={setTo}
          required
          error={to && to === from ? t('delegation.same') : undefined}
        />
        {office.isAdmin ? null : (
          <Text size="sm" c="dimmed">
            {t('delegation.others')}
          </Text>
        )}
        <Group grow align="flex-start">
          <DayPicker
            label={t('delegation.since')}
            value={first}
            min={today()}
            onChange={setFirst}
            required
          />
          <DayPicker
            label={t('delegation.until')}
            value={last}
            min={today()}
            onChange={setLast}
            required
            error={isBackwards ? t('delegation.backwards') : undefined}
          />
        </Group>
        {refused ? (
          <Alert color="red" role="alert">
            {refused}
          </Alert>
        ) : null}
        <Group justify="flex-end">
          <Button type="submit" disabled={!isWhole || isBusy}>
            {t('delegation.give')}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
