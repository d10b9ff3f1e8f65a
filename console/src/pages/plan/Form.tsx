import { Button, Group, Modal, type ModalProps } from '@mantine/core'
import type { FormEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './plan.module.css'

interface FormProps {
  title: string
  close: () => void
  save: () => void
  word: string
  isWhole: boolean
  size?: ModalProps['size']
  children: ReactNode
}

/** A form over the board: it closes at once, for everything that it does can be undone. */
export function Form({ title, close, save, word, isWhole, size, children }: FormProps) {
  const { t } = useTranslation('plan')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isWhole) return
    close()
    save()
  }
  return (
    <Modal
      opened
      onClose={close}
      title={title}
      size={size}
      closeButtonProps={{ 'aria-label': t('dismiss') }}
    >
      <form className={styles.form} onSubmit={submit} data-form>
        {children}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            {t('leave')}
          </Button>
          <Button type="submit" disabled={!isWhole}>
            {word}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
