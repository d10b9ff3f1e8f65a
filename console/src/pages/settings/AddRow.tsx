import { Button, Group, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useUnsaved } from './unsaved'

interface AddRowProps {
  label: string
  isBusy: boolean
  taken: readonly string[]
  /** Gives whether it stands. */
  add: (name: string) => Promise<boolean>
}

/** A field and a button under a list; the field stays in focus, so that several are added in a row. */
export function AddRow({ label, isBusy, taken, add }: AddRowProps) {
  const { t } = useTranslation('settings')
  const [name, setName] = useState('')
  const text = name.trim()
  useUnsaved(text !== '')
  const isTaken = taken.some((each) => each.toLocaleLowerCase() === text.toLocaleLowerCase())
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (text === '' || isTaken) return
    if (await add(text)) setName('')
  }
  return (
    <form onSubmit={submit}>
      <Group gap="xs" mt="sm" align="flex-start">
        <TextInput
          aria-label={label}
          placeholder={label}
          value={name}
          flex="1 1 12rem"
          error={isTaken ? t('row.taken') : undefined}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button
          type="submit"
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          disabled={text === '' || isTaken || isBusy}
        >
          {t('row.add')}
        </Button>
      </Group>
    </form>
  )
}
