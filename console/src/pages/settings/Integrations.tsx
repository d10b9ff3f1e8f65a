import { Anchor, Button, Text } from '@mantine/core'
import { IconExternalLink, IconKey, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api, useGet, useMe } from '../../api'
import type { components } from '../../api/schema'
import {
  Card,
  Confirm,
  EmptyState,
  Failed,
  PersonName,
  SkeletonRows,
  ToneBadge,
  WhenText,
} from '../../parts'
import { NewToken } from './NewToken'
import styles from './settings.module.css'
import { useRequest } from './useRequest'

type Token = components['schemas']['ProgramToken']

const PATH = '/v1/tokens'

/** Programs that read and write here, the description they are written by, and the map. */
export function Integrations({ isAdmin }: { isAdmin: boolean }) {
  const { t } = useTranslation('settings')
  return (
    <>
      <Tokens isAdmin={isAdmin} />
      <Card title={t('api.title')}>
        <Text size="sm">{t('api.text')}</Text>
        <Text size="sm" mt="xs">
          <Anchor href="/reference" target="_blank" rel="noopener" inherit>
            {t('api.open')}
            <IconExternalLink size={14} className={styles.outward} aria-hidden />
          </Anchor>
        </Text>
      </Card>
      <Basemap />
    </>
  )
}

function Tokens({ isAdmin }: { isAdmin: boolean }) {
  const { t } = useTranslation('settings')
  const { data, error, refetch } = useGet(PATH)
  const me = useMe()
  const [isMaking, setMaking] = useState(false)
  const [leaving, setLeaving] = useState<Token>()
  const request = useRequest(PATH)
  const add = (
    <Button
      size="compact-sm"
      leftSection={<IconPlus size={16} aria-hidden />}
      onClick={() => setMaking(true)}
    >
      {t('tokens.new')}
    </Button>
  )
  return (
    <Card title={t('tokens.title')} actions={data?.items.length ? add : null}>
      <Text size="sm" c="dimmed" mb="xs">
        {t('tokens.text')}
      </Text>
      {error && !data ? (
        <Failed error={error} retry={() => void refetch()} small />
      ) : !data ? (
        <SkeletonRows rows={3} />
      ) : data.items.length === 0 ? (
        <EmptyState drawing="list" title={t('tokens.none')} action={add} small>
          {t('tokens.none_text')}
        </EmptyState>
      ) : (
        <ul className={styles.rows} aria-label={t('tokens.title')} data-state="filled">
          {data.items.map((token) => (
            <li key={token.id} className={styles.row}>
              <IconKey size={18} stroke={1.75} aria-hidden />
              <span className={styles.rowText}>
                <bdi>{token.name}</bdi>{' '}
                {token.expires < Date.now() * 1000 ? (
                  <ToneBadge tone="orange" word={t('tokens.ended')} />
                ) : null}
                <Text size="sm" c="dimmed" component="div">
                  {token.scopes.map((scope) => t(`scope.${scopeWord(scope)}`)).join(' · ')}
                </Text>
                <Text size="sm" c="dimmed" component="div">
                  {t('tokens.until')} <WhenText at={token.expires} />
                  {token.person === me.data?.person ? null : (
                    <>
                      {' · '}
                      <PersonName id={token.person} plain />
                    </>
                  )}
                </Text>
              </span>
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t('tokens.revoke_named', { name: token.name })}
                onClick={() => setLeaving(token)}
              >
                {t('tokens.revoke')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {request.problem ? (
        <p className={styles.problem} role="alert">
          {request.problem}
        </p>
      ) : null}
      {isMaking ? <NewToken isAdmin={isAdmin} close={() => setMaking(false)} /> : null}
      <Confirm
        opened={leaving !== undefined}
        close={() => setLeaving(undefined)}
        title={t('tokens.revoke_title')}
        confirm={t('tokens.revoke')}
        run={() =>
          request.run(
            () =>
              answer(
                api.DELETE('/v1/tokens/{id}', { params: { path: { id: leaving?.id ?? '' } } }),
              ),
            t('tokens.revoked'),
          )
        }
      >
        {t('tokens.revoke_text', { name: leaving?.name })}
      </Confirm>
    </Card>
  )
}

/** Words of a scope stand under a name without a colon, which would be a namespace. */
export function scopeWord(scope: string): string {
  return scope.replace(':', '_')
}

function Basemap() {
  const { t } = useTranslation('settings')
  const { data, error, refetch } = useGet('/v1/console')
  return (
    <Card title={t('map.title')}>
      {data ? (
        <>
          <Text size="sm">{t(`map.${data.map.kind}`)}</Text>
          {data.map.url ? (
            <Text size="sm" c="dimmed" mt="xs" dir="ltr" className={styles.rowText}>
              {data.map.url}
            </Text>
          ) : null}
          <Text size="sm" c="dimmed" mt="xs">
            {t('map.command')}
          </Text>
        </>
      ) : error ? (
        <Failed error={error} retry={() => void refetch()} small />
      ) : (
        <SkeletonRows rows={1} />
      )}
    </Card>
  )
}
