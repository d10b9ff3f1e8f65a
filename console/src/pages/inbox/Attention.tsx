import { Button, Modal, Stack, Textarea, TextInput } from '@mantine/core'
import { IconMessage2Share } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDirectory } from '../../api'
import { today } from '../../parts'
import { newId, useChanges } from '../../write'
import type { Waiting } from './matters'
import { dismissal } from './useDismiss'

interface AttentionProps {
  person: string
  customer?: string
  /** What the task is called until somebody writes another name. */
  title: string
  /** What waits no more once the rep was told; it stays where nothing is said. */
  after?: Waiting
}

/** Has the rep look at something: a task for today, on his phone at its next sync. */
export function Attention({ person, customer, title, after }: AttentionProps) {
  const { t } = useTranslation(['inbox', 'parts'])
  const { activities, name } = useDirectory()
  const { submit } = useChanges()
  const [words, setWords] = useState<string>()
  const [details, setDetails] = useState('')
  const who = name(person) ?? ''
  const activity =
    activities.find(({ record }) => record.built_in?.name === 'follow_up') ??
    activities.find(({ record }) => !record.retired)
  const isOpen = words !== undefined
  const close = () => setWords(undefined)
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (!activity || !words?.trim()) return
    const task = {
      title: words.trim(),
      details: details.trim() || undefined,
      activity: activity.record.id,
      assignee: person,
      customer,
      plan_day: today(),
      priority: 'high',
    }
    close()
    void submit(
      [{ do: 'task.assigned', id: newId(), body: task }, ...(after ? [dismissal(after)] : [])],
      { done: t('ask.done', { who }) },
    )
  }
  return (
    <div>
      <Button
        size="compact-md"
        variant="default"
        leftSection={<IconMessage2Share size={16} aria-hidden />}
        onClick={() => setWords(title)}
      >
        {t('ask.do', { who })}
      </Button>
      <Modal
        opened={isOpen}
        onClose={close}
        title={t('ask.do', { who })}
        closeButtonProps={{ 'aria-label': t('parts:close') }}
      >
        <form onSubmit={send}>
          <Stack gap="sm">
            <TextInput
              label={t('parts:task.title')}
              description={t('ask.how')}
              value={words ?? ''}
              onChange={(event) => setWords(event.currentTarget.value)}
              required
              data-autofocus
            />
            <Textarea
              label={t('parts:task.details')}
              value={details}
              onChange={(event) => setDetails(event.currentTarget.value)}
              autosize
              minRows={2}
            />
            <Button type="submit" disabled={!words?.trim() || !activity}>
              {t('ask.send')}
            </Button>
          </Stack>
        </form>
      </Modal>
    </div>
  )
}
