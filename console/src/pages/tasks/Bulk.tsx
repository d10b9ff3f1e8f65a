import { Button } from '@mantine/core'
import { IconBan, IconCalendarEvent, IconUserShare } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TableSelection } from '../../table'
import { useChanges } from '../../write'
import { BulkForm, type BulkName } from './BulkForm'
import { isOpen, type TaskItem } from './task'

/** What can be done with the tasks that are chosen; those that are closed stay as they are. */
export function Bulk({ selection }: { selection: TableSelection<TaskItem> }) {
  const { t } = useTranslation('tasks')
  const { submit, isBusy } = useChanges()
  const [form, setForm] = useState<{ name: BulkName; items: TaskItem[] }>()
  const open = async () => (await selection.items()).filter(isOpen)
  const ask = async (name: BulkName) => {
    const items = await open()
    if (items.length > 0) setForm({ name, items })
  }
  const cancel = async () => {
    const items = await open()
    selection.clear()
    await submit(
      items.map((item) => ({
        do: 'task.cancelled',
        body: { task: item.record.id },
        on: item,
      })),
      {
        done: t('bulk.cancelled', { count: items.length }),
        optimistic: (cache, change) => {
          const { task } = change.draft.body as { task: string }
          cache.item(task, (item) => ({ ...item, status: 'cancelled' }))
        },
      },
    )
  }
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconUserShare size={14} aria-hidden />}
        disabled={isBusy}
        onClick={() => void ask('reassign')}
      >
        {t('bulk.reassign')}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconCalendarEvent size={14} aria-hidden />}
        disabled={isBusy}
        onClick={() => void ask('reschedule')}
      >
        {t('bulk.reschedule')}
      </Button>
      <Button
        size="compact-sm"
        variant="subtle"
        color="red"
        leftSection={<IconBan size={14} aria-hidden />}
        disabled={isBusy}
        onClick={() => void cancel()}
      >
        {t('bulk.cancel')}
      </Button>
      {form ? (
        <BulkForm
          {...form}
          close={(isSent) => {
            setForm(undefined)
            if (isSent) selection.clear()
          }}
        />
      ) : null}
    </>
  )
}
