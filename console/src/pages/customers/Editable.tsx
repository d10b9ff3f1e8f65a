import { ActionIcon, Button, Group, Textarea, TextInput } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './customers.module.css'

interface EditableProps {
  label: string
  shown: ReactNode
  more?: ReactNode
  /** What changes it; calls `done` when it is over. */
  children: (done: () => void) => ReactNode
}

/** A line that is read until somebody changes it; the keyboard comes back to where it was. */
export function Editable({ label, shown, more, children }: EditableProps) {
  const { t } = useTranslation('customers')
  const [isOpen, setOpen] = useState(false)
  const pencil = useRef<HTMLButtonElement>(null)
  const done = () => {
    setOpen(false)
    requestAnimationFrame(() => pencil.current?.focus())
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !isOpen) return
    event.stopPropagation()
    done()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape leaves whatever stands in the line
    <div className={styles.fact} onKeyDown={onKeyDown}>
      <dt>{label}</dt>
      <dd data-field={label}>
        {isOpen ? (
          children(done)
        ) : (
          <>
            <span className={styles.value}>{shown ?? <span>—</span>}</span>
            {more}
            <ActionIcon
              ref={pencil}
              size="sm"
              variant="subtle"
              color="gray"
              aria-label={t('edit', { field: label })}
              onClick={() => setOpen(true)}
            >
              <IconPencil size={14} />
            </ActionIcon>
          </>
        )}
      </dd>
    </div>
  )
}

interface TextEditorProps {
  label: string
  value: string
  isLong?: boolean
  isNeeded?: boolean
  save: (text: string) => void
  cancel: () => void
}

export function TextEditor({ label, value, isLong, isNeeded, save, cancel }: TextEditorProps) {
  const { t } = useTranslation('customers')
  const [text, setText] = useState(value)
  const isEmpty = isNeeded === true && text.trim() === ''
  const common = {
    'aria-label': label,
    value: text,
    autoFocus: true,
    error: isEmpty ? t('needed') : undefined,
    onChange: (event: { currentTarget: { value: string } }) => setText(event.currentTarget.value),
  }
  return (
    <form
      className={styles.editor}
      onSubmit={(event) => {
        event.preventDefault()
        if (!isEmpty) save(text.trim())
      }}
    >
      {isLong ? (
        <Textarea {...common} autosize minRows={2} maxRows={10} />
      ) : (
        <TextInput {...common} />
      )}
      <Group gap={6} wrap="nowrap">
        <Button type="submit" size="compact-sm" disabled={isEmpty}>
          {t('save')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={cancel}>
          {t('cancel')}
        </Button>
      </Group>
    </form>
  )
}
