import { Button, Group, Modal } from '@mantine/core'
import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useChanges } from '../../write'
import styles from './customers.module.css'
import { type CustomerItem, planned } from './records'
import { useVisit, VisitFields } from './VisitFields'

/** A task at one customer, for its owner unless somebody else is chosen. */
export function NewTask({ item, close }: { item: CustomerItem; close: () => void }) {
  const { t } = useTranslation('customers')
  const { submit } = useChanges()
  const [visit, setVisit] = useVisit(item.record.owner)
  const isWhole = visit.title.trim() !== '' && visit.activity !== ''
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (!isWhole) return
    close()
    void submit(planned(item.record.id, visit), { done: t('task.done', { title: visit.title }) })
  }
  return (
    <Modal
      opened
      onClose={close}
      title={t('task.new')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form className={styles.form} onSubmit={save}>
        <VisitFields visit={visit} onChange={setVisit} hasPerson />
        <Group justify="flex-end">
          <Button type="submit" disabled={!isWhole}>
            {t('task.save')}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
