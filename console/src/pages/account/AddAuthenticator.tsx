import { Button, Code, Group, Modal, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../api'
import type { components } from '../../api/schema'
import { QrCode } from '../../shell/QrCode'
import styles from './account.module.css'
import { NameForm } from './NameForm'
import { useAct } from './useAct'

type Begun = components['schemas']['NewAuthenticator']

/** Ties an app that makes codes: a name, a picture to read, and the first code as a proof. */
export function AddAuthenticator({ onDone }: { onDone: (codes?: string[]) => void }) {
  const { t } = useTranslation(['account', 'shell'])
  const [begun, setBegun] = useState<Begun>()
  const [code, setCode] = useState('')
  const act = useAct()

  const begin = async (name: string) => {
    const said = await act.run(() => answer(api.POST('/v1/account/totp', { body: { name } })))
    if (said) setBegun(said)
  }
  const confirm = async (event: FormEvent) => {
    event.preventDefault()
    const body = { id: begun?.id ?? '', code: code.replace(/\s/g, '') }
    const said = await act.run(
      () => answer(api.POST('/v1/account/totp/confirm', { body })),
      t('totp.done'),
    )
    if (said) onDone(said.recovery_codes)
  }

  return (
    <Modal
      opened
      onClose={() => onDone()}
      title={t('totp.title')}
      closeButtonProps={{ 'aria-label': t('shell:close') }}
    >
      {begun ? (
        <form onSubmit={confirm}>
          <Text>{t('totp.read')}</Text>
          <div className={styles.qr}>
            <QrCode text={begun.uri} label={t('totp.qr')} />
            <Text size="sm" c="dimmed">
              {t('totp.byHand')}
            </Text>
            <Code dir="ltr">{begun.secret.match(/.{1,4}/g)?.join(' ')}</Code>
          </div>
          <TextInput
            data-autofocus
            required
            withAsterisk={false}
            label={t('totp.code')}
            inputMode="numeric"
            autoComplete="one-time-code"
            dir="ltr"
            error={act.problem}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
          <Group justify="flex-end" mt="md">
            <Button type="submit" loading={act.isBusy}>
              {t('totp.confirm')}
            </Button>
          </Group>
        </form>
      ) : (
        <NameForm
          text={t('totp.text')}
          example={t('totp.example')}
          go={t('next')}
          act={act}
          onName={(name) => void begin(name)}
        />
      )}
    </Modal>
  )
}
