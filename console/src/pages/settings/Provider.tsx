import {
  Alert,
  Button,
  Code,
  Group,
  PasswordInput,
  Switch,
  TagsInput,
  Text,
  TextInput,
} from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../api'
import type { components } from '../../api/schema'
import { Card, Confirm } from '../../parts'
import { SaveBar } from './SaveBar'
import styles from './settings.module.css'
import { useUnsaved } from './unsaved'
import { useRequest } from './useRequest'

type OpenIdProvider = components['schemas']['OpenIdProvider']

const NAME = { params: { path: { name: 'openid' } } }
const NONE: OpenIdProvider = { issuer: '', client_id: '' }

/** The organisation's own sign-in: who vouches for people, and whom it may vouch for. */
export function Provider({ provider, slug }: { provider?: OpenIdProvider; slug: string }) {
  const { t } = useTranslation('settings')
  const [draft, setDraft] = useState<OpenIdProvider>()
  const [isRemoving, setRemoving] = useState(false)
  const request = useRequest('/v1/settings')
  const saved = provider ?? NONE
  const value = draft ?? { ...saved, client_secret: '' }
  const hasSecret = Boolean(provider?.client_secret)
  useUnsaved(draft !== undefined)
  const put = (patch: Partial<OpenIdProvider>) => {
    request.clear()
    setDraft({ ...value, ...patch })
  }
  const isOperators = provider?.private_network === true
  const isMissing = value.issuer.trim() === '' || value.client_id.trim() === ''
  const problem = isMissing
    ? t('openid.missing')
    : value.admit && !value.domains?.length
      ? t('openid.needs_domains')
      : undefined
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const { issuer, client_id, client_secret, domains = [], admit } = value
    const body = {
      issuer: issuer.trim(),
      client_id: client_id.trim(),
      ...(client_secret ? { client_secret } : {}),
      ...(domains.length ? { domains } : {}),
      ...(admit ? { admit } : {}),
    }
    const done = t('openid.saved')
    const work = () => answer(api.PUT('/v1/settings/{name}', { ...NAME, body }))
    if (await request.run(work, done)) setDraft(undefined)
  }
  const errorOf = (field: string) => (request.field === field ? request.problem : undefined)
  const known = ['issuer', 'client_id', 'client_secret', 'domains', 'admit']
  return (
    <Card
      title={t('openid.title')}
      actions={
        provider ? (
          <Group gap="xs">
            <Button
              component="a"
              size="compact-sm"
              variant="default"
              href={`/v1/openid/${encodeURIComponent(slug)}`}
              target="_blank"
              rel="noopener"
              rightSection={<IconExternalLink size={14} aria-hidden />}
            >
              {t('openid.test')}
            </Button>
            <Button size="compact-sm" variant="default" onClick={() => setRemoving(true)}>
              {t('openid.remove')}
            </Button>
          </Group>
        ) : null
      }
    >
      <Text size="sm" mb="xs">
        {t('openid.text')}
      </Text>
      <dl className={styles.facts}>
        <dt>{t('openid.return')}</dt>
        <dd>
          <Code dir="ltr">{`${location.origin}/v1/openid/return`}</Code>
        </dd>
        <dt>{t('openid.begin')}</dt>
        <dd>
          <Code dir="ltr">{`${location.origin}/v1/openid/${slug}`}</Code>
        </dd>
      </dl>
      {isOperators ? (
        <Alert mt="sm" color="gray" variant="outline">
          {t('openid.operators')}
        </Alert>
      ) : null}
      <form onSubmit={save} className={styles.form}>
        <fieldset disabled={isOperators} className={styles.fields}>
          <TextInput
            mt="sm"
            label={t('openid.issuer')}
            description={t('openid.issuer_text')}
            placeholder="https://login.example.com"
            dir="ltr"
            error={errorOf('issuer')}
            value={value.issuer}
            onChange={(event) => put({ issuer: event.currentTarget.value })}
          />
          <TextInput
            label={t('openid.client')}
            dir="ltr"
            error={errorOf('client_id')}
            value={value.client_id}
            onChange={(event) => put({ client_id: event.currentTarget.value })}
          />
          <PasswordInput
            label={t('openid.secret')}
            description={t(hasSecret ? 'openid.secret_again' : 'openid.secret_text')}
            autoComplete="off"
            dir="ltr"
            visibilityToggleButtonProps={{ 'aria-label': t('openid.secret_show') }}
            error={errorOf('client_secret')}
            value={value.client_secret ?? ''}
            onChange={(event) => put({ client_secret: event.currentTarget.value })}
          />
          <TagsInput
            label={t('openid.domains')}
            description={t('openid.domains_text')}
            placeholder={value.domains?.length ? undefined : 'example.com'}
            error={errorOf('domains')}
            value={value.domains ?? []}
            disabled={isOperators}
            onChange={(domains) => put({ domains })}
          />
          <Switch
            label={t('openid.admit')}
            description={t('openid.admit_text')}
            error={errorOf('admit')}
            checked={value.admit ?? false}
            onChange={(event) => put({ admit: event.currentTarget.checked })}
          />
        </fieldset>
        {request.problem && !known.includes(request.field ?? '') ? (
          <p className={styles.problem} role="alert">
            {request.problem}
          </p>
        ) : null}
        {isOperators ? null : (
          <SaveBar
            isDirty={draft !== undefined}
            isBusy={request.isBusy}
            problem={problem}
            discard={() => {
              request.clear()
              setDraft(undefined)
            }}
          />
        )}
      </form>
      <Confirm
        opened={isRemoving}
        close={() => setRemoving(false)}
        title={t('openid.remove_title')}
        confirm={t('openid.remove')}
        run={() =>
          request.run(() => answer(api.DELETE('/v1/settings/{name}', NAME)), t('openid.removed'))
        }
      >
        {t('openid.remove_text')}
      </Confirm>
    </Card>
  )
}
