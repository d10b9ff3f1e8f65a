import {
  Alert,
  Button,
  Checkbox,
  CopyButton,
  Group,
  Modal,
  Select,
  Stack,
  TextInput,
} from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconCopy } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../api'
import { scopeWord } from './Integrations'
import styles from './settings.module.css'
import type { Scope } from './types'
import { useRequest } from './useRequest'

const scopes: readonly Scope[] = ['read', 'write:tasks', 'write:customers', 'import', 'audit']
const spans = [30, 90, 180, 365] as const

/** Makes a token for a program; what it is is shown once. */
export function NewToken({ isAdmin, close }: { isAdmin: boolean; close: () => void }) {
  const { t } = useTranslation(['settings', 'parts'])
  const [name, setName] = useState('')
  const [chosen, setChosen] = useState<string[]>(['read'])
  const [days, setDays] = useState<string>('90')
  const [token, setToken] = useState<string>()
  const request = useRequest('/v1/tokens')
  const make = (event: FormEvent) => {
    event.preventDefault()
    const body = { name: name.trim(), scopes: chosen as Scope[], days: Number(days) }
    void request.run(async () => {
      const made = await answer(api.POST('/v1/tokens', { body }))
      setToken(made.token)
    })
  }
  return (
    <Modal
      opened
      onClose={close}
      closeOnClickOutside={token === undefined}
      title={t(token ? 'tokens.made' : 'tokens.new')}
      closeButtonProps={{ 'aria-label': t('parts:close') }}
    >
      {token ? (
        <Stack gap="sm">
          <Alert color="orange" icon={<IconAlertTriangle aria-hidden />}>
            {t('tokens.once')}
          </Alert>
          <code className={styles.secret} dir="ltr" data-token>
            {token}
          </code>
          <Group justify="flex-end" gap="xs">
            <CopyButton value={token}>
              {({ copied, copy }) => (
                <Button
                  data-autofocus
                  leftSection={
                    copied ? (
                      <IconCheck size={16} aria-hidden />
                    ) : (
                      <IconCopy size={16} aria-hidden />
                    )
                  }
                  onClick={copy}
                >
                  {t(copied ? 'tokens.copied' : 'tokens.copy')}
                </Button>
              )}
            </CopyButton>
            <Button variant="default" onClick={close}>
              {t('parts:close')}
            </Button>
          </Group>
        </Stack>
      ) : (
        <form onSubmit={make}>
          <Stack gap="sm">
            <TextInput
              data-autofocus
              label={t('tokens.name')}
              description={t('tokens.name_text')}
              error={request.field === 'name' ? request.problem : undefined}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Checkbox.Group label={t('tokens.may')} value={chosen} onChange={setChosen}>
              <Stack gap={6} mt={6}>
                {scopes
                  .filter((scope) => isAdmin || scope !== 'audit')
                  .map((scope) => (
                    <Checkbox key={scope} value={scope} label={t(`scope.${scopeWord(scope)}`)} />
                  ))}
              </Stack>
            </Checkbox.Group>
            <Select
              label={t('tokens.days')}
              allowDeselect={false}
              value={days}
              onChange={(value) => value && setDays(value)}
              data={spans.map((span) => ({
                value: String(span),
                label: t('tokens.for_days', { count: span }),
              }))}
            />
            {request.problem && request.field !== 'name' ? (
              <Alert color="red" role="alert">
                {request.problem}
              </Alert>
            ) : null}
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={close}>
                {t('row.cancel')}
              </Button>
              <Button
                type="submit"
                loading={request.isBusy}
                disabled={name.trim() === '' || chosen.length === 0}
              >
                {t('tokens.make')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  )
}
