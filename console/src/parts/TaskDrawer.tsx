import { Drawer } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useOpen } from './open'
import { TaskStory } from './TaskStory'

/** The task that `?task=` names, over whatever page is open. */
export function TaskDrawer() {
  const { t } = useTranslation('parts')
  const { task, closeTask } = useOpen()
  const [isAsking, setAsking] = useState(false)
  return (
    <Drawer
      opened={task !== undefined}
      onClose={closeTask}
      closeOnEscape={!isAsking}
      position="right"
      size="min(100%, 560px)"
      title={t('task.one')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {task ? <TaskStory id={task} asking={setAsking} /> : null}
    </Drawer>
  )
}
