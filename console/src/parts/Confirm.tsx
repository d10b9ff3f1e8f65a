import { Button, Group, Modal, Text, TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'

export interface ConfirmProps {
  opened: boolean
  close: () => void
  title: string
  /** What will be gone, plainly. */
  children: ReactNode
  /** The word of the button: what happens, never "OK". */
  confirm: string
  run: () => unknown
  /** A word to type before it can be done, for what is not to be undone. */
  typed?: string
}

/** Asks before something that cannot be undone. Everything else is done at once and offers undo. */
export function Confirm({ opened, close, title, children, confirm, run, typed }: ConfirmProps) {
  const { t } = useTranslation('parts')
  const [text, setText] = useState('')
  const [isBusy, setBusy] = useState(false)
  const isTyped = typed === undefined || text.trim() === typed
  const leave = () => {
    setText('')
    close()
  }
  const go = async () => {
    setBusy(true)
    try {
      await run()
    } finally {
      setBusy(false)
      leave()
    }
  }
  return (
    <Modal
      opened={opened}
      onClose={leave}
      title={title}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Text size="sm" component="div">
        {children}
      </Text>
      {typed === undefined ? null : (
        <TextInput
          mt="sm"
          label={t('confirm.type', { text: typed })}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          autoComplete="off"
        />
      )}
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={leave} data-autofocus>
          {t('cancel')}
        </Button>
        <Button color="red" disabled={!isTyped || isBusy} onClick={() => void go()}>
          {confirm}
        </Button>
      </Group>
    </Modal>
  )
}
