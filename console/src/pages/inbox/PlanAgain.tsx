import { Button, Modal, Stack } from '@mantine/core'
import { IconCalendarRepeat } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addDays, DayPicker, type Held, type TaskRecord, today } from '../../parts'
import { useChanges } from '../../write'
import type { Waiting } from './matters'

/** Opens a task again for another day, in one step. */
export function PlanAgain({ one }: { one: Waiting }) {
  const { t } = useTranslation(['inbox', 'parts'])
  const { submit, isBusy } = useChanges()
  const [isOpen, setOpen] = useState(false)
  const [day, setDay] = useState<string | undefined>(addDays(today(), 1))
  const item = one.item as Held<TaskRecord> | undefined
  if (!item) return null
  const task = item.record.id
  const plan = () => {
    if (!day) return
    setOpen(false)
    void submit(
      [
        { do: 'task.reopened', body: { task }, on: item },
        { do: 'task.rescheduled', body: { target: task, set: { plan_day: day } }, on: item },
      ],
      { done: t('planned_again'), whole: true },
    )
  }
  return (
    <>
      <Button
        size="compact-md"
        w="fit-content"
        leftSection={<IconCalendarRepeat size={16} aria-hidden />}
        onClick={() => setOpen(true)}
        disabled={isBusy}
      >
        {t('plan_again')}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t('plan_again')}
        closeButtonProps={{ 'aria-label': t('parts:close') }}
      >
        <Stack gap="md">
          <DayPicker label={t('day')} value={day} onChange={setDay} min={today()} required />
          <Button onClick={plan} disabled={!day}>
            {t('plan_it')}
          </Button>
        </Stack>
      </Modal>
    </>
  )
}
