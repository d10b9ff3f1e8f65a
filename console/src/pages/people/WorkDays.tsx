import { Button, Group, Modal, Text, TextInput } from '@mantine/core'
import { IconCalendarTime } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, useGet } from '../../api'
import {
  DayText,
  EmptyState,
  Failed,
  SkeletonRows,
  ToneBadge,
  useFormats,
  WhenText,
} from '../../parts'
import { useChanges } from '../../write'
import styles from './people.module.css'
import { Row, Rows } from './Rows'
import type { WorkDay } from './records'

type Correction = WorkDay['corrections'][number]

/** The last work days of somebody, with the other ends that he asks for. */
export function WorkDays({ person }: { person: string }) {
  const { t } = useTranslation('people')
  const { data, error, refetch } = useGet('/v1/work-days', { query: { person, limit: 14 } })
  if (error) return <Failed error={error} retry={() => void refetch()} small />
  if (!data) return <SkeletonRows rows={3} />
  if (data.items.length === 0) return <EmptyState small title={t('work.none')} />
  return (
    <Rows label={t('part.work')}>
      {data.items.map((day) => (
        <Day key={day.item.record.id} day={day} />
      ))}
    </Rows>
  )
}

function Day({ day }: { day: WorkDay }) {
  const { t } = useTranslation('people')
  const { minutes } = useFormats()
  return (
    <Row
      sign={IconCalendarTime}
      title={
        <Group gap={8}>
          <DayText day={day.item.record.day} />
          {day.is_open ? <ToneBadge tone="teal" word={t('work.open')} /> : null}
        </Group>
      }
    >
      <Text size="sm" c="dimmed">
        {t('work.worked', { time: minutes(day.worked) })}
      </Text>
      {day.corrections.map((correction) => (
        <Asked key={correction.change} day={day} correction={correction} />
      ))}
    </Row>
  )
}

function Asked({ day, correction }: { day: WorkDay; correction: Correction }) {
  const { t } = useTranslation('people')
  const { submit, isBusy } = useChanges()
  const [isRefusing, setRefusing] = useState(false)
  const settle = (approved: boolean, reason?: string) => {
    setRefusing(false)
    return submit(
      {
        do: 'work.correction_settled',
        body: {
          work_day: day.item.record.id,
          correction: correction.change,
          approved,
          reason: reason || undefined,
        },
        on: day.item,
      },
      {
        done: t(approved ? 'work.approved' : 'work.refused'),
        optimistic: (cache) =>
          cache.data<Answer<'/v1/work-days'>>('/v1/work-days', (data) => ({
            ...data,
            items: data.items.map((one) => ({
              ...one,
              corrections: one.corrections.filter(({ change }) => change !== correction.change),
            })),
          })),
      },
    )
  }
  return (
    <div data-correction={correction.change}>
      <Text size="sm" component="div">
        {t('work.asks')} <WhenText at={correction.to} />
      </Text>
      <p className={styles.quote}>{correction.reason}</p>
      <Group gap={6} mt={6}>
        <Button size="compact-sm" disabled={isBusy} onClick={() => void settle(true)}>
          {t('work.approve')}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          disabled={isBusy}
          onClick={() => setRefusing(true)}
        >
          {t('work.refuse')}
        </Button>
      </Group>
      {isRefusing ? (
        <Refuse close={() => setRefusing(false)} save={(reason) => void settle(false, reason)} />
      ) : null}
    </div>
  )
}

function Refuse({ close, save }: { close: () => void; save: (reason: string) => void }) {
  const { t } = useTranslation('people')
  const [reason, setReason] = useState('')
  return (
    <Modal
      opened
      onClose={close}
      title={t('work.refuse')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form
        className={styles.form}
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          save(reason.trim())
        }}
      >
        <TextInput
          label={t('work.why')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          autoComplete="off"
          data-autofocus
        />
        <Group justify="flex-end">
          <Button type="submit">{t('work.refuse')}</Button>
        </Group>
      </form>
    </Modal>
  )
}
