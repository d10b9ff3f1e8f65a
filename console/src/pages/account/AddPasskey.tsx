import { Alert, Button, Group, Modal, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../api'
import { makePasskey } from '../../shell/session/passkeys'
import { useAct } from './useAct'

/** Has the browser make a key for this server. */
export function AddPasskey({ onDone }: { onDone: (codes?: string[]) => void }) {
  const { t } = useTranslation(['account', 'shell'])
  const [name, setName] = useState('')
  const act = useAct()
  const make = async (event: FormEvent) => {
    event.preventDefault()
    const said = await act.run(async () => {
      const asked = await answer(api.POST('/v1/account/passkeys/challenge'))
      const passkey = await makePasskey(asked)
      return answer(api.POST('/v1/account/passkeys', { body: { name: name.trim(), passkey } }))
    }, t('passkey.done'))
    if (said) onDone(said.recovery_codes)
  }
  return (
    <Modal
      opened
      onClose={() => onDone()}
      title={t('passkey.title')}
      closeButtonProps={{ 'aria-label': t('shell:close') }}
    >
      <form onSubmit={make}>
        <Text mb="sm">{t('passkey.text')}</Text>
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
          placeholder={t('passkey.example')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Group justify="flex-end" mt="md">
          <Button type="submit" loading={act.isBusy}>
            {t('passkey.go')}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
