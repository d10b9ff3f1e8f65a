import { Button, Group, Modal, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DayPicker, PersonPicker } from '../../parts'
import { useChanges } from '../../write'
import type { TaskItem } from './task'

export type BulkName = 'reassign' | 'reschedule'

interface BulkFormProps {
  name: BulkName
  items: TaskItem[]
  close: (isSent: boolean) => void
}

/** Asks who does them all, or on which day. */
export function BulkForm({ name, items, close }: BulkFormProps) {
  const { t } = useTranslation('tasks')
  const { submit } = useChanges()
  const [assignee, setAssignee] = useState<string>()
  const [day, setDay] = useState<string>()
  const save = () => {
    close(true)
    const count = items.length
    if (name === 'reassign') {
      void submit(
        items.map((item) => ({
          do: 'task.reassigned',
          body: { task: item.record.id, assignee },
          on: item,
        })),
        {
          done: t('bulk.reassigned', { count }),
          optimistic: (cache, change) => {
            const { task } = change.draft.body as { task: string }
            cache.set(task, { assignee, team: undefined })
          },
        },
      )
      return
    }
    void submit(
      items.map((item) => ({
        do: 'task.rescheduled',
        body: { target: item.record.id, set: { plan_day: day ?? null } },
        on: item,
      })),
      {
        done: t('bulk.rescheduled', { count }),
        optimistic: (cache, change) => {
          const { target } = change.draft.body as { target: string }
          cache.set(target, { plan_day: day })
        },
      },
    )
  }
  return (
    <Modal
      opened
      onClose={() => close(false)}
      title={t(`bulk.title_${name}`, { count: items.length })}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <Stack>
          {name === 'reassign' ? (
            <PersonPicker
              label={t('rep')}
              value={assignee}
              onChange={setAssignee}
              required
              autoFocus
            />
          ) : (
            <DayPicker label={t('column.day')} value={day} onChange={setDay} clearable />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={() => close(false)}>
              {t('back')}
            </Button>
            <Button type="submit" disabled={name === 'reassign' && !assignee}>
              {t('save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
