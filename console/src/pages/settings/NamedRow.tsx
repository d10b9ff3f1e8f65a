import { ActionIcon, Button, Group, TextInput } from '@mantine/core'
import { IconArchive, IconArrowBackUp, IconPencil } from '@tabler/icons-react'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ToneBadge } from '../../parts'
import styles from './settings.module.css'
import { useUnsaved } from './unsaved'

interface NamedRowProps {
  name: string
  isRetired: boolean
  isBusy: boolean
  mayEdit: boolean
  /** Gives whether it stands. */
  rename: (name: string) => Promise<boolean>
  retire: (isRetired: boolean) => void
  /** Before the name: what it is moved by. */
  handle?: ReactNode
  /** Among the buttons, before the others. */
  more?: ReactNode
}

/** Something that has a name and can be retired, in a list: renamed in its place. */
export function NamedRow(props: NamedRowProps) {
  const { name, isRetired, isBusy, mayEdit, rename, retire, handle, more } = props
  const { t } = useTranslation('settings')
  const [typed, setTyped] = useState<string>()
  const pencil = useRef<HTMLButtonElement>(null)
  const wasEdited = useRef(false)
  const isEditing = typed !== undefined
  useUnsaved(isEditing && typed.trim() !== name)
  useEffect(() => {
    if (!isEditing && wasEdited.current) pencil.current?.focus()
    wasEdited.current = isEditing
  }, [isEditing])
  const save = async () => {
    const text = (typed ?? '').trim()
    if (text === '' || text === name) return setTyped(undefined)
    if (await rename(text)) setTyped(undefined)
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      event.preventDefault()
      void save()
    } else if (event.key === 'Escape') {
      event.stopPropagation()
      setTyped(undefined)
    }
  }
  if (isEditing) {
    return (
      <Group gap="xs" wrap="nowrap" className={styles.editing}>
        <TextInput
          aria-label={t('row.new_name', { name })}
          value={typed}
          autoFocus
          disabled={isBusy}
          flex={1}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={press}
        />
        <Button size="compact-sm" onClick={() => void save()} disabled={isBusy}>
          {t('save')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => setTyped(undefined)}>
          {t('row.cancel')}
        </Button>
      </Group>
    )
  }
  return (
    <>
      {handle}
      <span className={`${styles.rowText} ${styles.named}`}>
        <bdi>{name}</bdi>
        {isRetired ? <ToneBadge tone="neutral" icon={IconArchive} word={t('row.retired')} /> : null}
      </span>
      {mayEdit ? (
        <span className={styles.rowButtons}>
          {more}
          <ActionIcon
            ref={pencil}
            variant="subtle"
            color="gray"
            aria-label={t('row.rename', { name })}
            title={t('row.rename', { name })}
            onClick={() => setTyped(name)}
          >
            <IconPencil size={16} aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            disabled={isBusy}
            aria-label={t(isRetired ? 'row.bring_back' : 'row.retire', { name })}
            title={t(isRetired ? 'row.bring_back' : 'row.retire', { name })}
            onClick={() => retire(!isRetired)}
          >
            {isRetired ? (
              <IconArrowBackUp size={16} aria-hidden />
            ) : (
              <IconArchive size={16} aria-hidden />
            )}
          </ActionIcon>
        </span>
      ) : null}
    </>
  )
}
