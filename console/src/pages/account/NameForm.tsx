import { Alert, Button, Group, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Act } from './useAct'

interface NameFormProps {
  /** What it is for. */
  text: string
  /** A name as people give one. */
  example: string
  go: string
  act: Act
  onName: (name: string) => void
}

/** The first step of every new factor: how it is called. */
export function NameForm({ text, example, go, act, onName }: NameFormProps) {
  const { t } = useTranslation('account')
  const [name, setName] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onName(name.trim())
  }
  return (
    <form onSubmit={submit}>
      <Text mb="sm">{text}</Text>
      {act.problem ? (
        <Alert color="red" mb="sm" role="alert">
          {act.problem}
        </Alert>
      ) : null}
      <TextInput
        data-autofocus
        required
        withAsterisk={false}
        label={t('factors.name')}
        placeholder={example}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Group justify="flex-end" mt="md">
        <Button type="submit" loading={act.isBusy}>
          {go}
        </Button>
      </Group>
    </form>
  )
}
