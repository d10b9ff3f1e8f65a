import { Button, Text } from '@mantine/core'
import { IconDeviceDesktop, IconDeviceMobile } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { answer, api, useGet } from '../../api'
import { Failed, PersonName, SkeletonRows, ToneBadge, WhenText } from '../../parts'
import { Row, Rows } from './Rows'
import type { Session } from './records'
import { useAskAloud } from './useAsk'

/** Where people are signed in: one's own, for an admin everybody's or one person's. */
export function SessionRows({ person }: { person?: string }) {
  const { t } = useTranslation('people')
  const { data, error, refetch } = useGet(
    '/v1/sessions',
    { query: person ? { person } : {} },
    { staleTime: 0 },
  )
  const { run, isBusy } = useAskAloud()
  if (error) return <Failed error={error} retry={() => void refetch()} small />
  if (!data) return <SkeletonRows rows={3} />
  const sessions = [...data.sessions].sort(
    (one, other) => Number(other.this) - Number(one.this) || other.opened - one.opened,
  )
  const end = (session: Session) => {
    const params = { path: { id: session.id } }
    return run(() => answer(api.DELETE('/v1/sessions/{id}', { params })), t('session.ended'), [
      '/v1/sessions',
    ])
  }
  const endAll = () => {
    const params = { query: person ? { person } : {} }
    return run(() => answer(api.DELETE('/v1/sessions', { params })), t('session.ended_all'), [
      '/v1/sessions',
    ])
  }
  if (sessions.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('session.none')}
      </Text>
    )
  }
  const consoles = sessions.filter((one) => one.is === 'console' && !one.this)
  return (
    <>
      <Rows label={t('part.sessions')}>
        {sessions.map((session) => {
          const name = session.name || t(`session.${session.is === 'phone' ? 'phone' : 'browser'}`)
          return (
            <Row
              key={session.id}
              sign={session.is === 'phone' ? IconDeviceMobile : IconDeviceDesktop}
              title={
                <>
                  {person ? null : (
                    <>
                      <PersonName id={session.person} size="small" />
                      {' · '}
                    </>
                  )}
                  <bdi>{name}</bdi>
                </>
              }
              actions={
                session.this ? (
                  <ToneBadge tone="teal" word={t('session.this')} />
                ) : (
                  <Button
                    size="compact-sm"
                    variant="default"
                    disabled={isBusy}
                    onClick={() => void end(session)}
                  >
                    {t('session.end')}
                  </Button>
                )
              }
            >
              <Text size="sm" c="dimmed" component="div">
                {t('session.since')} <WhenText at={session.opened} /> · {t('session.until')}{' '}
                <WhenText at={session.expires} />
              </Text>
            </Row>
          )
        })}
      </Rows>
      {person && consoles.length > 0 ? (
        <div>
          <Button
            size="compact-sm"
            variant="default"
            disabled={isBusy}
            onClick={() => void endAll()}
          >
            {t('session.end_all')}
          </Button>
        </div>
      ) : null}
    </>
  )
}
