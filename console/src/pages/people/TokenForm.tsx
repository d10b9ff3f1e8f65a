import {
  Alert,
  Button,
  Checkbox,
  Group,
  Modal,
  NumberInput,
  Stack,
  Text,
  TextInput,
} from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../api'
import { WhenText } from '../../parts'
import { Copy } from './EnrolPhone'
import styles from './people.module.css'
import { useAsk } from './useAsk'

const SCOPES = ['read', 'write:tasks', 'write:customers', 'import', 'audit'] as const

/** A token for a program: what it may is chosen, and it is shown this one time. */
export function TokenForm({ close }: { close: () => void }) {
  const { t } = useTranslation('people')
  const ask = useAsk()
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<string[]>(['read'])
  const [days, setDays] = useState<number | string>(90)
  const [made, setMade] = useState<{ token: string; expires: number }>()
  const isWhole = name.trim() !== '' && scopes.length > 0 && Number(days) >= 1
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const body = { name: name.trim(), scopes, days: Number(days) }
    setMade(
      await ask.run(() => answer(api.POST('/v1/tokens', { body })), undefined, ['/v1/tokens']),
    )
  }
  return (
    <Modal
      opened
      onClose={close}
      title={t('token.make')}
      closeOnClickOutside={!made}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {made ? (
        <div className={styles.form} role="status">
          <Text size="sm" fw={600}>
            {t('token.once')}
          </Text>
          <TextInput
            label={t('token.one')}
            value={made.token}
            readOnly
            dir="ltr"
            onFocus={(event) => event.currentTarget.select()}
            data-part="token"
          />
          <Text size="sm" c="dimmed" component="div">
            {t('token.until')} <WhenText at={made.expires} />
          </Text>
          <Group justify="flex-end" gap="xs">
            <Copy text={made.token} label={t('token.copy')} />
            <Button size="compact-sm" onClick={close}>
              {t('finish')}
            </Button>
          </Group>
        </div>
      ) : (
        <form className={styles.form} onSubmit={(event) => void save(event)}>
          <TextInput
            label={t('token.name')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            required
            error={ask.field === 'name' ? ask.problem : undefined}
            autoComplete="off"
            data-autofocus
          />
          <Checkbox.Group label={t('token.scopes')} value={scopes} onChange={setScopes}>
            <Stack gap={6} mt={6}>
              {SCOPES.map((scope) => (
                <Checkbox key={scope} value={scope} label={t(`scope.${scope.replace(':', '_')}`)} />
              ))}
            </Stack>
          </Checkbox.Group>
          <NumberInput
            label={t('token.days')}
            value={days}
            onChange={setDays}
            min={1}
            max={365}
            allowDecimal={false}
            error={ask.field === 'days' ? ask.problem : undefined}
          />
          {ask.problem && ask.field !== 'name' && ask.field !== 'days' ? (
            <Alert color="red" role="alert">
              {ask.problem}
            </Alert>
          ) : null}
          <Group justify="flex-end">
            <Button type="submit" disabled={!isWhole || ask.isBusy}>
              {t('token.make')}
            </Button>
          </Group>
        </form>
      )}
    </Modal>
  )
}
