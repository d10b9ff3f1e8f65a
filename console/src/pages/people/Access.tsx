import { Button, Stack, Text } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api, useGet } from '../../api'
import { Card, Confirm, EmptyState, Failed, PersonName, SkeletonRows, WhenText } from '../../parts'
import { Row, Rows } from './Rows'
import type { Token } from './records'
import { SessionRows } from './Sessions'
import { TokenForm } from './TokenForm'
import { useAskAloud } from './useAsk'
import type { Office } from './useOffice'

/** Who is signed in where, and which programs may do what. */
export function Access({ office }: { office: Office }) {
  const { t } = useTranslation('people')
  const [isMaking, setMaking] = useState(false)
  const make = (
    <Button size="compact-sm" variant="default" onClick={() => setMaking(true)}>
      {t('token.make')}
    </Button>
  )
  return (
    <Stack gap="md">
      <Card title={t('token.title')} actions={make}>
        <Tokens />
      </Card>
      <Card title={t('part.sessions')}>
        <Text size="sm" c="dimmed">
          {t(office.isAdmin ? 'session.everybody' : 'session.own')}
        </Text>
        <SessionRows />
      </Card>
      {isMaking ? <TokenForm close={() => setMaking(false)} /> : null}
    </Stack>
  )
}

function Tokens() {
  const { t } = useTranslation('people')
  const { data, error, refetch } = useGet('/v1/tokens')
  const { run } = useAskAloud()
  const [asked, setAsked] = useState<Token>()
  if (error) return <Failed error={error} retry={() => void refetch()} small />
  if (!data) return <SkeletonRows rows={2} />
  if (data.items.length === 0) {
    return (
      <EmptyState small title={t('empty.tokens')}>
        {t('empty.tokens_text')}
      </EmptyState>
    )
  }
  return (
    <>
      <Rows label={t('token.title')}>
        {data.items.map((token) => (
          <Row
            key={token.id}
            sign={IconKey}
            title={
              <Text fw={600}>
                <bdi>{token.name}</bdi>
              </Text>
            }
            actions={
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t('token.revoke_of', { name: token.name })}
                onClick={() => setAsked(token)}
              >
                {t('token.revoke')}
              </Button>
            }
          >
            <Text size="sm" c="dimmed" component="div">
              <PersonName id={token.person} plain /> ·{' '}
              {token.scopes.map((scope) => t(`scope.${scope.replace(':', '_')}`)).join(' · ')}
            </Text>
            <Text size="sm" c="dimmed" component="div">
              {t('token.until')} <WhenText at={token.expires} />
            </Text>
          </Row>
        ))}
      </Rows>
      <Confirm
        opened={asked !== undefined}
        close={() => setAsked(undefined)}
        title={t('token.revoke_of', { name: asked?.name ?? '' })}
        confirm={t('token.revoke')}
        run={() => {
          const params = { path: { id: asked?.id ?? '' } }
          return run(() => answer(api.DELETE('/v1/tokens/{id}', { params })), t('token.revoked'), [
            '/v1/tokens',
          ])
        }}
      >
        {t('token.revoke_text')}
      </Confirm>
    </>
  )
}
