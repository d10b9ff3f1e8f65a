import { Button, Group } from '@mantine/core'
import {
  IconArchive,
  IconArrowBackUp,
  IconBan,
  IconCalendarEvent,
  IconPencil,
  IconUserShare,
} from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useChanges } from '../write'
import type { Held, TaskRecord } from './records'
import { isClosed } from './status'
import { TaskForm, type TaskFormName } from './TaskForm'

export interface TaskActionsProps {
  item: Held<TaskRecord>
  /** Told while a form is open, so that Escape closes that alone. */
  asking?: (isAsking: boolean) => void
}

/** What a planner may do with a task; the server has the last word and says why not. */
export function TaskActions({ item, asking }: TaskActionsProps) {
  const { t } = useTranslation('parts')
  const { submit, isBusy } = useChanges()
  const [form, show] = useState<TaskFormName>()
  const setForm = (name: TaskFormName | undefined) => {
    show(name)
    asking?.(name !== undefined)
  }
  const task = item.record
  const hasEnded = isClosed(item.status)
  const size = 'compact-sm'
  const manner = (done: string, status?: string) => ({
    done,
    optimistic: status
      ? (cache: { item: (id: string, patch: (held: never) => never) => void }) =>
          cache.item(task.id, (held: object) => ({ ...held, status }) as never)
      : undefined,
  })
  return (
    <>
      <Group gap={6}>
        {hasEnded ? (
          <Button
            size={size}
            variant="default"
            disabled={isBusy}
            leftSection={<IconArrowBackUp size={14} aria-hidden />}
            onClick={() =>
              void submit(
                { do: 'task.reopened', body: { task: task.id }, on: item },
                manner(t('task.did.reopened')),
              )
            }
          >
            {t('task.do.reopen')}
          </Button>
        ) : (
          <>
            <Button
              size={size}
              variant="default"
              leftSection={<IconUserShare size={14} aria-hidden />}
              onClick={() => setForm('reassign')}
            >
              {t('task.do.reassign')}
            </Button>
            <Button
              size={size}
              variant="default"
              leftSection={<IconCalendarEvent size={14} aria-hidden />}
              onClick={() => setForm('reschedule')}
            >
              {t('task.do.reschedule')}
            </Button>
          </>
        )}
        <Button
          size={size}
          variant="default"
          leftSection={<IconPencil size={14} aria-hidden />}
          onClick={() => setForm('edit')}
        >
          {t('task.do.edit')}
        </Button>
        {hasEnded ? null : (
          <>
            <Button
              size={size}
              variant="default"
              leftSection={<IconArchive size={14} aria-hidden />}
              onClick={() => setForm('close')}
            >
              {t('task.do.close')}
            </Button>
            <Button
              size={size}
              variant="subtle"
              color="red"
              disabled={isBusy}
              leftSection={<IconBan size={14} aria-hidden />}
              onClick={() =>
                void submit(
                  { do: 'task.cancelled', body: { task: task.id }, on: item },
                  manner(t('task.did.cancelled'), 'cancelled'),
                )
              }
            >
              {t('task.do.cancel')}
            </Button>
          </>
        )}
      </Group>
      {form ? <TaskForm name={form} item={item} close={() => setForm(undefined)} /> : null}
    </>
  )
}
